import assert from 'node:assert/strict'
import {writeFileSync} from 'node:fs'
import path from 'node:path'
import {parse} from 'yaml'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {openSealedSecrets} from '../../src/seal/open/open-sealed-secrets.js'
import {openHere} from '../../src/seal/open/open-values.js'
import {readKeyFile} from '../../src/seal/open/read-key-file.js'
import {valuesOf} from '../../src/seal/open/unseal-result.js'
import {editCases, newKey} from '../support/edit-cases.js'
import {runProgram} from '../support/installed-programs.js'
import {realKubeseal} from '../support/real-kubeseal.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vector} from '../support/vectors.js'

const newPem = newKey.export({type: 'pkcs1', format: 'pem'}).toString()
const keys = [...readKeyFile(vector('kubeseal/key.pem'), 'key.pem'), ...readKeyFile(Buffer.from(newPem), 'new.pem')]

interface Manifest {
  kind?: string
  items?: Manifest[]
  spec?: {template?: {data?: Record<string, string>}}
}

// Every change of test/golden/edit, read by the real kubeseal: needs it, or Go and its module proxy to build it.
describe('the real kubeseal', function () {
  this.timeout(600_000)
  let kubeseal = ''
  let folder = ''
  before(() => {
    kubeseal = realKubeseal().path
    folder = temporaryFolder({'key.pem': vector('kubeseal/key.pem'), 'new.pem': newPem})
  })

  /** Values in base64 by keys; those that templates make are left out. */
  function openedByKubeseal(document: string): Record<string, string> {
    writeFileSync(path.join(folder, 'one.yaml'), document)
    const words = ['--recovery-unseal', '--recovery-private-key', 'key.pem,new.pem', '-o', 'json', '-f', 'one.yaml']
    const {status, stdout, stderr} = runProgram(kubeseal, words, '', folder)
    assert.equal(status, 0, stderr.toString())
    const {data = {}} = JSON.parse(stdout.toString()) as {data?: Record<string, string | null>}
    const made = Object.keys((parse(document) as Manifest).spec?.template?.data ?? {})
    return Object.fromEntries(Object.entries(data).flatMap(([key, value]) => (made.includes(key) ? [] : [[key, value ?? '']])))
  }

  for (const {name, operations} of editCases()) {
    for (const {title, run} of operations) {
      it(`opens what "${title}" makes of a file like ${name}`, async () => {
        const after = await run()
        assert.deepEqual(sealedSecretsIn(after).map(openedByKubeseal), await openedByGsec(after))
      })
    }
  }
})

/** Each SealedSecret for itself, as kubeseal opens but one: its document as it stands, or an item of a List in JSON. */
function sealedSecretsIn(text: string): string[] {
  return text.split(/^---\r?\n/m).flatMap(document => {
    const manifest = (/^[^%#\s]/m.test(document) ? parse(document) : undefined) as Manifest | undefined
    const items = manifest?.items?.filter(({kind}) => kind === 'SealedSecret').map(item => JSON.stringify(item))
    return items ?? (manifest?.kind === 'SealedSecret' ? [document] : [])
  })
}

async function openedByGsec(text: string): Promise<Record<string, string>[]> {
  const file = findSealedSecrets({path: 'after.yaml', bytes: Buffer.from(text), isNamed: true})
  const bound = file.objects.map(object => {
    const sealed = chooseSealedSecret({...file, objects: [object]}, {name: undefined, namespace: undefined})
    return {sealed, binding: bindingOf(sealed)}
  })
  const opened = await openSealedSecrets(bound, keys, openHere)
  return opened.map(one => {
    const values = [...valuesOf(one)]
    assert.equal(values.length, one.items.length, 'every value opens')
    return Object.fromEntries(values.map(([key, value]) => [key, value.reveal().toString('base64')]))
  })
}
