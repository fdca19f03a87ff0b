import assert from 'node:assert/strict'
import {judgeKey, type KeyKind, wordsOf} from '../../src/scan/keys.js'
import {Vocabulary} from '../../src/scan/vocabulary.js'

// docs/scanning.md, "Keys"
const telling: Record<KeyKind, string> = {
  password: `password PASSWORD passwd Passphrase pwd pass db_password DBPassword dbPassword DB_PASS smtp.pass MYSQL_ROOT_PASSWORD PGPASSWORD
    postgresPassword admin-password password2 passwordBase64 PASSWORD_PROD spring.datasource.password bindPW requirepass redis/auth-password`,
  secret: `secret clientSecret client_secret CLIENT_SECRET clientsecret SECRET_ACCESS token authToken authtoken GITHUB_TOKEN bot-token tokenSecret
    credentials CREDENTIALS Authorization bearer app.jwt.secret webhookSecret //registry.npmjs.org/:_authToken`,
  key: `apiKey api_key API-KEY apikey X-Api-Key accessKey aws_secret_access_key AWS_SECRET_ACCESS_KEY privateKey private_key secretKey secret_key
    signingKey encryption-key masterKey client-key-data keyData`,
  auth: 'auth _auth //npm.example.com/:_auth proxyAuth',
  weak: 'accountKey storage_key hmacKey cookie-key session_key license_key appKey ssh_key',
  minor: 'salt PASSWORD_SALT pin userPin',
  connection:
    'DATABASE_URL database_uri dsn SENTRY_DSN connectionString connection_string jdbc.url spring.datasource.url REDIS_URL MONGO_URI',
  webhook: 'webhook_url webhookURL SLACK_WEBHOOK_URL slackWebhook',
  hash: 'passwordHash password_hash adminPasswordBcrypt',
}

const silent = `name user username url host port enabled image tag replicas
  secretName SECRET_NAME existingSecret adminExistingSecret passwordSecretName secretRef secretKeyRef passwordSecretRef tokenRef imagePullSecrets
  imagePullSecret pullSecret tlsSecret certSecret secretTemplate keySelector secretStoreRef secretsManager secretProviderClass secrets
  PASSWORD_FILE passwordFile password_path TOKEN_PATH tokenDir secretDirectory passwordPolicy passwordLength password_min_length minPasswordLength
  passwordEnabled tokenType auth_type tokenAlgorithm secretRotation passwordExpiration tokenExpiry token_ttl tokenLifetime sessionTimeout password-stdin
  passwordKey userPasswordKey adminPasswordKey tokenKey usernameKey existingSecretPasswordKey publicKey ssh_public_key rsaPublicKey
  checksum/secret checksum/config key keys kid id tokenId tenantId tenant_id accountId clientId accessKeyId AWS_ACCESS_KEY_ID
  tokenUrl TOKEN_URL tokenUri token_endpoint passwordResetUrl authUrl authHost tokenHeader passwordField passwordAttribute
  useToken usePassword hasSecret isSecret requirePassword disableAuth tokenReview tokenizer bucketTokens maxTokens max_tokens compass bypass
  secretary passwordless secret.reloader.stakater.com/reload monkey turkey keyboard tokens apiVersion`

const words = (text: string) => text.trim().split(/\s+/)

describe('a key', () => {
  for (const [kind, keys] of Object.entries(telling)) {
    for (const key of words(keys)) {
      it(`${key} says ${kind}`, () => {
        assert.equal(judgeKey(key), kind)
      })
      // of an address the password is noticed, by `://` or by its own parameter
      if (kind === 'connection' && /ur[li]$/i.test(key)) continue
      it(`${key} is noticed in the bytes`, () => {
        const vocabulary = new Vocabulary([])
        for (const text of [`${key}: x`, `${key}=x`, `"${key}": "x"`]) {
          assert.notEqual(vocabulary.search(Buffer.from(text)).credentials.length, 0, text)
        }
      })
    }
  }
  for (const key of words(silent)) {
    it(`${key} says nothing`, () => {
      assert.equal(judgeKey(key), undefined)
    })
  }
  it('of unreasonable length says nothing', () => {
    assert.equal(judgeKey(`${'x'.repeat(250)}_password`), undefined)
  })
  it('has words where camel case, separators and habit put them', () => {
    assert.deepEqual(wordsOf('DBPassword'), ['db', 'password'])
    assert.deepEqual(wordsOf('spring.data-source/apiKeyV2'), ['spring', 'data', 'source', 'api', 'key', 'v'])
    assert.deepEqual(wordsOf('clientsecret'), ['client', 'secret'])
    assert.deepEqual(wordsOf('passwordfile'), ['password', 'file'])
  })
})
