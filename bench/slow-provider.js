// AWS Secrets Manager and Google Secret Manager, as far as reading goes: any name has a value, each answer takes 20 ms.
// A program of its own, since the benchmark waits without an event loop. Writes its port to the file that it is given.

import {renameSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'

const LATENCY_MS = 20
const VALUE = JSON.stringify({password: 'x'.repeat(32)})

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', text => {
    body += text
  })
  request.on('end', () => setTimeout(() => answer(request, response, body), LATENCY_MS))
})

function answer(request, response, body) {
  const google = /^\/v1\/(projects\/[^/]+\/secrets\/[^/]+)\/versions\/[^/:]+:access/.exec(request.url)
  const made = google
    ? {name: `${google[1]}/versions/1`, payload: {data: Buffer.from(VALUE).toString('base64')}}
    : {Name: JSON.parse(body).SecretId, VersionId: '0'.repeat(32), VersionStages: ['AWSCURRENT'], SecretString: VALUE}
  response.writeHead(200, {'content-type': google ? 'application/json' : 'application/x-amz-json-1.1'})
  response.end(JSON.stringify(made))
}

server.listen(0, '127.0.0.1', () => {
  const [, , file] = process.argv
  writeFileSync(`${file}.new`, String(server.address().port))
  renameSync(`${file}.new`, file)
})
