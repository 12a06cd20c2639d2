#!/usr/bin/env node
globalThis.modelActionsDist = import.meta.dirname
const { start } = await import('./bundle/index.js')
await start('preflight-post')
