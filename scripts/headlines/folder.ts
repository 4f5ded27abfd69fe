import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the labelled titles are unless another folder is named. */
export const usualFolder = fileURLToPath(new URL('../../../shared/newsletter', import.meta.url))

/** Has a folder what training and measuring need? */
export function hasTitles(folder: string): boolean {
  return ['headlines.tsv', 'stream.tsv'].every((f) => existsSync(join(folder, f)))
}

/** The folder asked for; null, with a word on stderr and exit code 2, when the titles are not there. */
export function folderFrom(asked: string | undefined): string | null {
  const folder = asked ?? usualFolder
  if (hasTitles(folder)) return folder
  process.stderr.write(`${folder} has no headlines.tsv and stream.tsv: name a folder with them.\n`)
  process.exitCode = 2
  return null
}
