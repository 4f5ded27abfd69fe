import { readdir } from 'node:fs/promises'
import { OutageDeskError } from './errors.ts'
import type { Source } from './source-kit/source.ts'

export type Sources = ReadonlyMap<string, Source>

/** Loads every file of `sources/`. A file that does not export `source` with its own name as id is refused. */
export async function loadSources(): Promise<Sources> {
  const folder = new URL('./sources/', import.meta.url)
  const files = (await readdir(folder)).filter((f) => f.endsWith('.ts')).sort()
  const loaded = await Promise.all(
    files.map(async (file) => {
      const module = (await import(new URL(file, folder).href)) as { source?: Source }
      const id = file.slice(0, -3)
      if (module.source?.id !== id) {
        throw new OutageDeskError(`src/sources/${file} must export a source whose id is "${id}"`)
      }
      return [id, module.source] as const
    }),
  )
  return new Map(loaded)
}
