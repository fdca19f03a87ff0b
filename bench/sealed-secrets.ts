import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {gsec} from './peers.js'
import {secretStream} from './secrets.js'

/** Makes a sealing key in a folder. @returns the files */
export function makePair(folder: string): {certificate: string; key: string} {
  mkdirSync(folder, {recursive: true})
  run('cert', 'create', '--output-dir', folder)
  return {certificate: path.join(folder, 'tls.crt'), key: path.join(folder, 'tls.key')}
}

/** A file of SealedSecrets, cluster-wide. */
export function writeSealedSecrets(file: string, certificate: string, secrets: number, values: number): void {
  writeFileSync(`${file}.plain`, secretStream(secrets, values))
  run('seal', `${file}.plain`, '--cert', certificate, '--scope', 'cluster-wide', '--output-file', file)
}

function run(...words: string[]): void {
  const {status, stderr} = spawnSync(process.execPath, [gsec, ...words], {encoding: 'utf8'})
  if (status !== 0) throw new Error(stderr)
}
