import assert from 'node:assert/strict'
import {dockerConfig} from '../../src/seal/docker-config.js'
import {Secret} from '../../src/secret.js'

describe('a docker login', () => {
  // kubectl create secret docker-registry x --docker-server=registry.example.com --docker-username=deploy --docker-password='p<&>"w' --dry-run=client
  it('is the JSON that kubectl writes, byte for byte', () => {
    const config = dockerConfig({server: 'registry.example.com', username: 'deploy', password: Secret.of('p<&>"w')})
    assert.equal(
      config.reveal().toString(),
      '{"auths":{"registry.example.com":{"username":"deploy","password":"p\\u003c\\u0026\\u003e\\"w","auth":"ZGVwbG95OnA8Jj4idw=="}}}',
    )
  })

  it('holds the mail address between password and auth', () => {
    const config = dockerConfig({server: 's', username: 'u', password: Secret.of('p'), email: 'a@example.com'})
    assert.equal(config.reveal().toString(), '{"auths":{"s":{"username":"u","password":"p","email":"a@example.com","auth":"dTpw"}}}')
  })
})
