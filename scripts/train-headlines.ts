import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { folderFrom } from './headlines/folder.ts'
import { modelFile, trained } from './headlines/trained.ts'

/**
 * Trains the model that judges headlines and writes src/news/model-weights.ts:
 * `node scripts/train-headlines.ts [FOLDER]`. The folder has headlines.tsv and stream.tsv.
 */
const folder = folderFrom(process.argv[2])
if (folder) {
  const { stored, settings, offset } = trained(folder)
  const text = modelFile(stored)
  writeFileSync(fileURLToPath(new URL('../src/news/model-weights.ts', import.meta.url)), text)
  const weights = stored.weights.split('\n').length
  process.stdout.write(
    `${weights} weights, ${Math.round(text.length / 1024)} KB; ${JSON.stringify({ settings, offset })}\n`,
  )
}
