#!/usr/bin/env node
// Runs the sources as they are, without a build; slow, for trying things out.
import('tsx/esm/api').then(tsx => {
  tsx.register()
  return import('../scripts/dev.ts')
})
