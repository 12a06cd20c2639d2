import { expect, test } from 'vitest'
import { formatProblem } from '../../../src/errors.ts'
import { parseSpec } from '../../../src/spec/load.ts'

const minimal = `name: support-intents
version: 1.4.0
task: text-classification
base: ./base
data: {train: data/train.jsonl}
`

const errorsOf = (text: string): string[] => {
  const parsed = parseSpec(text, 'model.yml')
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : []
}
const with_ = (line: string) => errorsOf(`${minimal}${line}\n`)

test.each([
  ['deploy:\n  stepz: [1]', 'model.yml:7: deploy.stepz: unknown key; did you mean "steps"?'],
  ['finetune: {learningRate: 0.1}', 'model.yml:6: finetune.learningRate: unknown key; did you mean "learning-rate"?'],
  ['epochs: 3', 'model.yml:6: epochs: unknown key; did you mean "finetune.epochs"?'],
  ['__proto__: 3', 'model.yml:6: __proto__: unknown key'],
  ['constructor: 3', 'model.yml:6: constructor: unknown key'],
  ['<<: {seed: 1}', 'model.yml:6: <<: unknown key'],
  [
    'deploy: {gates: {errors: {tolerence: 0.1}}}',
    'model.yml:6: deploy.gates.errors.tolerence: unknown key; did you mean "tolerance"?',
  ],
  [
    'finetune: {method: lorra}',
    'model.yml:6: finetune.method: unknown value "lorra", expected one of full, lora, qlora, adapter, prefix, prompt; did you mean "lora"?',
  ],
  [
    'finetune: {epochs: many}',
    'model.yml:6: finetune.epochs: expected a number, found the text "many": write it without quotes and unit',
  ],
  ['finetune: {epochs: 0}', 'model.yml:6: finetune.epochs: 0 is out of range: expected more than 0'],
  ['finetune: {epochs: .nan}', 'model.yml:6: finetune.epochs: expected a number, found the number .nan'],
  ['finetune: {seed: 1.5}', 'model.yml:6: finetune.seed: expected a whole number, found 1.5'],
  ['image: {registry: r.io/a, layout: ./b}', 'model.yml:6: image: registry and layout are both given'],
  ['image: {insecure-registry: true}', 'model.yml:6: image.insecure-registry: is not used without a registry'],
  ['results: {}', 'model.yml:6: results: give exactly one of registry and layout'],
  ['results: {layout: ./r, registry: r.io/a}', 'model.yml:6: results: give exactly one of registry and layout'],
  ['engine: {name: podman}', 'model.yml:6: engine.name: unknown value "podman", expected one of auto, process, docker'],
  [
    'engine: {memory: 16}',
    'model.yml:6: engine.memory: expected a text such as 512m, 16g, 1t, found the number 16: write it with its unit',
  ],
  ['engine: {memory: 16GB}', 'model.yml:6: engine.memory: "16GB": expected an amount with its unit, such as 512m'],
  ['engine: {gpus: some}', 'model.yml:6: engine.gpus: "some": expected a whole number from 0, all, or {memory: 24g}'],
  ['engine: {gpus: -1}', 'model.yml:6: engine.gpus: -1 is out of range: expected at least 0'],
  ['engine: {gpus: {cards: 2}}', 'model.yml:6: engine.gpus'],
  ['engine: {gpus: {memory: 24}}', 'model.yml:6: engine.gpus'],
  [
    'engine: {gpu-wait: 2}',
    'model.yml:6: engine.gpu-wait: expected a text such as 250ms, 10s, 5m, 1h, found the number 2',
  ],
  ['engine: {gpus: 0, gpu-wait: 2h}', 'model.yml:6: engine.gpu-wait: is not used with gpus: 0: remove it'],
  ['engine: {name: process, shm: 2g}', 'model.yml:6: engine.shm: is not used with name: process: remove it'],
  ['engine: {name: process, pids: 512}', 'model.yml:6: engine.pids: is not used with name: process: remove it'],
  ['engine: {name: process, runtime: runsc}', 'model.yml:6: engine.runtime: is not used with name: process: remove it'],
  [
    'engine: {name: process, files: {a.yml: a.yml}}',
    'model.yml:6: engine.files: is not used with name: process: remove it',
  ],
  [
    'engine: {files: {a.yml: a.yml}}',
    'model.yml:6: engine.files: is not used without engine.image, as the image of model-actions reads none',
  ],
  [
    'engine: {image: r.io/own, files: {a.yml: x, A.yml: y}}',
    'model.yml:6: engine.files.A.yml: differs from a.yml by capital letters alone: give it another name',
  ],
  [
    'engine: {image: r.io/own, files: {../a.yml: x}}',
    'model.yml:6: engine.files.../a.yml: expected a file name of letters, digits',
  ],
  ['engine: {image: r.io/own, files: {a.yml: x, a.yml: y}}', 'model.yml:6: the key stands here for the second time'],
  [
    'engine: {image: r.io/own, files: {a.yml: 3}}',
    'model.yml:6: engine.files.a.yml: expected a text, found the number 3',
  ],
  ['engine: {pids: 0}', 'model.yml:6: engine.pids: 0 is out of range: expected at least 16'],
  [
    'engine: {runtime: "run sc"}',
    'model.yml:6: engine.runtime: "run sc": expected the name of a runtime of the engine',
  ],
  ['deploy: {state: ./here}', 'model.yml:6: deploy.state: unknown key'],
  ['finetune: [1]', 'model.yml:6: finetune: expected `key: value` lines (method, from, data, epochs'],
  ['finetune:', 'model.yml:6: finetune: is empty: expected `key: value` lines, or leave the key out'],
  [
    'finetune: {lora: {rank: 4}}',
    'model.yml:6: finetune.lora: is not used with method: full: write method: lora, or remove it',
  ],
  [
    'finetune: {method: prefix, prefix: {hidden-size: 8}}',
    'model.yml:6: finetune.prefix.hidden-size: is not used without projection: write projection: true, or remove it',
  ],
  [
    'finetune: {method: prompt, prompt: {init: text}}',
    'model.yml:6: finetune.prompt.init: is text, and there is none: write init-text, or init: random',
  ],
  [
    'finetune: {method: prompt, prompt: {init-text: Which tone?}}',
    'model.yml:6: finetune.prompt.init-text: is not used with init: random: write init: text, or remove it',
  ],
  [
    'finetune: {method: lora, adapter: {reduction-factor: 8}}',
    'model.yml:6: finetune.adapter: is not used with method: lora: write method: adapter, or remove it',
  ],
  [
    'finetune: {augment: {flip: both}}',
    'model.yml:6: finetune.augment.flip: is not used with task: text-classification, only with image-classification: remove it',
  ],
  [
    'finetune: {augment: {synonyms: {share: 0.2}}}',
    'model.yml:6: finetune.augment.synonyms: takes synonyms from one place: give file, or wordnet: true',
  ],
  [
    'finetune: {augment: {synonyms: {file: s.csv, wordnet: true}}}',
    'model.yml:6: finetune.augment.synonyms: takes synonyms from one place: give file, or wordnet: true',
  ],
  [
    'finetune: {augment: {synonyms: {wordnet: true, share: 0}}}',
    'model.yml:6: finetune.augment.synonyms.share: 0 is out of range: expected more than 0',
  ],
  [
    'finetune: {augment: {}}',
    'model.yml:6: finetune.augment: gives nothing to change examples by: name one, or remove augment',
  ],
  [
    'finetune: {augment: {color: {}}}',
    'model.yml:6: finetune.augment.color: gives nothing: name brightness, contrast, saturation or hue',
  ],
  [
    'finetune: {augment: {crop: {scale: [0.9, 0.5]}}}',
    'model.yml:6: finetune.augment.crop.scale: the first share is the smaller one: exchange the two',
  ],
  [
    'finetune: {augment: {elastic: {alpha: 1000000, sigma: 3}}}',
    'model.yml:6: finetune.augment.elastic.alpha: 1000000 is out of range: expected at most 1000',
  ],
  ['deploy: {steps: [5, 1, 100]}', 'model.yml:6: deploy.steps: steps must rise and end with 100'],
  [
    'deploy: {step: {min-time: 45m}}',
    'model.yml:6: deploy.step: min-time must be shorter than deadline, or no step could pass',
  ],
  ['deploy: {gates: {window: 0s}}', 'model.yml:6: deploy.gates.window: "0s": expected more than nothing'],
  ['deploy: {steps: [1, 5]}', 'model.yml:6: deploy.steps: steps must rise and end with 100'],
  ['deploy: {steps: [1, x, 100]}', 'model.yml:6: deploy.steps[1]: expected a number, found the text "x"'],
  [
    'deploy: {ready: 10}',
    'model.yml:6: deploy.ready: expected a text such as 250ms, 10s, 5m, 1h, found the number 10: write it with its unit',
  ],
  [
    'deploy: {ready: 10x}',
    'model.yml:6: deploy.ready: "10x": expected a duration with its unit, such as 250ms, 10s, 5m or 1h',
  ],
  [
    'deploy: {target: docker}',
    'model.yml:6: deploy.target: docker needs an image that runs: `model-actions runtime-image --write` makes one and sets image.base; or write target: process',
  ],
  [
    'deploy: {surge: 0, steps: [10, 100]}',
    'model.yml:6: deploy.steps: is not used with surge: 0, where the canary has all traffic at once: remove it',
  ],
  [
    'deploy: {surge: 0, shadow: {}}',
    'model.yml:6: deploy.shadow: is not possible with surge: 0, where stable does not run beside the canary: remove it',
  ],
  [
    'deploy: {surge: 0, prometheus: {url: "http://127.0.0.1:9090", gates: [{name: a, query: "b{v=\\"{{id}}\\"}", versus-stable: {better: lower, margin: 1}}]}}',
    'model.yml:6: deploy.prometheus.gates[0].versus-stable: is not possible with surge: 0, where stable does not run beside the canary: write max or min',
  ],
  [
    'deploy: {step: {min-time: 20s}, prometheus: {url: "http://127.0.0.1:9090", gates: [{name: a, query: b, max: 1}]}}',
    'model.yml:6: deploy.prometheus.gates[0].window: is longer than deploy.step.min-time (20s), in which one at least must lie: make it shorter, or deploy.step.min-time longer',
  ],
  [
    'deploy: {bake: 30s, prometheus: {url: "http://127.0.0.1:9090", gates: [{name: a, query: b, max: 1, window: 30s}, {name: c, query: b, max: 1, window: 31s}]}}',
    'model.yml:6: deploy.prometheus.gates[1].window: is longer than deploy.bake (30s), in which one at least must lie: make it shorter, or deploy.bake longer',
  ],
  [
    'deploy: {fallback: {status: 204, file: sorry.json}}',
    'model.yml:6: deploy.fallback.status: 204: expected a status of an answer with a body, such as 200 or 503',
  ],
  [
    'deploy: {fallback: {file: sorry.json, content-type: "text/html\', x"}}',
    'model.yml:6: deploy.fallback.content-type: "text/html\', x": expected a type of content, such as application/json',
  ],
  [
    'deploy: {hosts: [tone.example.com]}',
    'model.yml:6: deploy.hosts: is not used without shared: true: write that too, or remove it',
  ],
  [
    'deploy: {port: 9464, metrics-port: 9464}',
    'model.yml:6: deploy.metrics-port: is the port of clients (deploy.port): write another one',
  ],
  [
    'deploy: {metrics-port: 8080}',
    'model.yml:6: deploy.metrics-port: is the port of clients (deploy.port): write another one',
  ],
  [
    'deploy: {shared: yes}',
    'model.yml:6: deploy.shared: expected true or false, found the text "yes": write one of these, without quotes',
  ],
  ['deploy: {replicas: 2}', 'model.yml:6: deploy.replicas: is not used with target: process: remove it'],
  [
    'deploy: {docker: {user: "0:0"}}',
    'model.yml:6: deploy.docker.user: "0:0": expected UID or UID:GID, in quotes, and not root',
  ],
  ...[
    'ssh://root:secret@host',
    'ssh://host/path',
    'ssh://-oProxyCommand=x',
    'tcp://host:99999',
    'tcp://',
    'unix:///',
  ].map((host): [string, string] => [
    `deploy: {docker: {host: "${host}"}}`,
    `model.yml:6: deploy.docker.host: "${host}": expected unix:///path, ssh://user@host`,
  ]),
  [
    'evaluate: {baseline: majorty}',
    'model.yml:6: evaluate.baseline: "majorty" is no baseline; did you mean "majority"?',
  ],
  [
    'evaluate: {baseline: "release:v1"}',
    'model.yml:6: evaluate.baseline: "release:v1" is no release: write release:latest',
  ],
  ['name: twice', 'model.yml:6: the key stands here for the second time: keep one'],
  ['metadata: {1: a, "1": b}', 'model.yml:6: the key stands here for the second time: keep one'],
  ['seed: !!binary aGk=', 'model.yml:6: tags (!name) are not allowed'],
  ['a: [1', 'model.yml:7: not valid YAML'],
  ['---\nname: b', 'model.yml:6: a second document begins here'],
  ['? [a]\n: 1', 'model.yml:6: a key must be a plain word'],
  [
    'a: &a [x]\nb: [*a, *a, *a]',
    'model.yml:6: anchors and aliases (&name, *name) are not allowed: write the value out',
  ],
  ['a: &a [*a]', 'model.yml:6: anchors and aliases'],
])('%j is refused with file, line and key', (line, expected) => {
  const errors = with_(line)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(expected)
})

test.each([
  [
    'version: 1.4.0',
    'version: 1.0',
    'model.yml:2: version: expected a text, found the number 1.0: put it in quotes, "1.0"',
  ],
  ['version: 1.4.0', 'version: "1.0"', 'model.yml:2: version: "1.0": expected a SemVer version such as 1.4.0'],
  ['name: support-intents', 'name: Support', 'model.yml:1: name: "Support": expected lower-case letters and digits'],
  [
    'base: ./base',
    'base: acme/bert',
    'model.yml:4: base: "acme/bert" has no revision: write acme/bert@ and a commit of it, or ./acme/bert',
  ],
  ['base: ./base', 'base: release:1.2.3', 'model.yml:4: base: "release:1.2.3" is a release'],
  ['task: text-classification', 'tusk: text-classification', 'model.yml:3: tusk: unknown key; did you mean "task"?'],
  [
    '{train: data/train.jsonl}',
    '{tran: data/train.jsonl}',
    'model.yml:5: data.tran: unknown key; did you mean "train"?',
  ],
  [
    'train.jsonl}',
    'train.jsonl, test: a.csv, split: {test: 0.5}}',
    'model.yml:5: data.split.test: 0.5: data.test and split.test are both given',
  ],
  [
    'train.jsonl}',
    'train.jsonl, split: {test: 0.6, validation: 0.4}}',
    'model.yml:5: data.split: test and validation together take every example',
  ],
  [
    'train.jsonl}',
    'train.jsonl, split: {group: a, stratify: a}}',
    'model.yml:5: data.split.group: "a": the split cannot both',
  ],
  [
    'train.jsonl}',
    'train.jsonl, split: {group: label}}',
    'model.yml:5: data.split.group: "label": the label cannot be the group',
  ],
  [
    'train.jsonl}',
    'train.jsonl, duplicates: {near: keep, similarity: 0.9}}',
    'model.yml:5: data.duplicates.similarity: 0.9: near: keep looks for no similar texts',
  ],
  [
    'train.jsonl}',
    'train.jsonl, duplicates: {similarity: 0.2}}',
    'model.yml:5: data.duplicates.similarity: 0.2 is out of range: expected at least 0.5',
  ],
  ['train.jsonl}', 'train.jsonl, duplicates: {exact: keep}}', 'model.yml:5: data.duplicates.exact: unknown key'],
  [
    'train.jsonl}',
    'train.jsonl, image: file}',
    'model.yml:5: data.image: is not used with task: text-classification, only with image-classification: remove it',
  ],
  ...Object.entries({
    '[title]': 'data.text: a list of 1 is out of range: expected at least 2 entries',
    '[title, [body]]': 'data.text: expected a column, or a list of 2 to 100 columns',
    '[title, 5]': 'data.text: expected a column, or a list of 2 to 100 columns',
    '5': 'data.text: 5: expected a column, or a list of 2 to 100 columns',
    '[title, body, title]': 'data.text[2]: "title": is named twice: keep one',
    '[title, label]': 'data.text[1]: "label": is the label, which a model would only have to repeat',
    '[id, title]': 'data.text[0]: "id": names an example',
    '[title, customer], split: {group: customer}': 'data.text[1]: "customer": is the group of the split',
    '[title, "a | b"]': 'data.text[1]: "a | b": has a bar in its name',
  }).map(([text, told]): [string, string, string] => [
    'train.jsonl}',
    `train.jsonl, text: ${text}}`,
    `model.yml:5: ${told}`,
  ]),
  [
    'train.jsonl}',
    'train.jsonl, label: text}',
    'model.yml:5: data.label: "text": the label and the input are the same column',
  ],
])('%j written as %j is refused with file, line and key', (right, wrong, expected) => {
  expect(errorsOf(minimal.replace(right, wrong)).join('\n')).toContain(expected)
})
