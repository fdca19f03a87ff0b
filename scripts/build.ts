// `npm run build`: dist/ from src/. docs/decisions/0001-bundle-and-launcher.md says why it is bundled, and how.
import {build} from './build/build.js'

await build()
