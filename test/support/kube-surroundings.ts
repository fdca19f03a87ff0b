import {existsSync} from 'node:fs'
import path from 'node:path'
import {runLogin} from '../../src/cli/run-login.js'
import {readFile} from '../../src/files/read-file.js'
import {ApiServer, type ApiServerOptions} from '../../src/kube/api-server.js'
import {type ClusterChoice, chooseCluster} from '../../src/kube/cluster-access.js'
import type {KubeSurroundings} from '../../src/kube/surroundings.js'
import {temporaryFolder} from './temporary-folder.js'

/** A home of its own with nothing in it but the given files; programs are really run. */
export function kubeSurroundings(files: Record<string, string> = {}, overrides: Partial<KubeSurroundings> = {}): KubeSurroundings {
  return {
    env: {},
    home: temporaryFolder(files),
    pathDelimiter: path.delimiter,
    readFile,
    exists: existsSync,
    runLogin,
    isInteractive: false,
    ...overrides,
  }
}

/** The API server that a kubeconfig leads to, asked without any waiting between attempts. */
export function apiServerFor(kubeconfig: string, {choice = {}, ...options}: ApiServerOptions & {choice?: ClusterChoice} = {}): ApiServer {
  const surroundings = kubeSurroundings({'.kube/config': kubeconfig})
  return new ApiServer(chooseCluster(choice, surroundings), surroundings, {timeoutMs: 5000, retry: {sleep: async () => {}}, ...options})
}
