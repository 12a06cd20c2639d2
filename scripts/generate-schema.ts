import { modelJsonSchema } from '../src/spec/known-keys.ts'
import { emit } from './generated.ts'

/* model.schema.json: the JSON Schema of model.yml for editors, from the schema that validates. */

const { $schema, ...schema } = modelJsonSchema() as { $schema?: string }
const document = { $schema, title: 'model.yml', description: 'The model spec of model-actions.', ...schema }
await emit('model.schema.json', `${JSON.stringify(document, null, 2)}\n`)
