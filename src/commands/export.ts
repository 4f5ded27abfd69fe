import { existsSync } from 'node:fs'
import { findIncidents } from '#storage/incidents.ts'
import { ConfigError } from '../errors.ts'
import { csvCell, incidentColumns } from '../outputs/csv.ts'
import { type CommonOptions, print, say, withStore } from './context.ts'
import { incidentJson } from './incidents.ts'

/** A consistent copy of the database while the daemon runs. */
export async function backupCommand(file: string, options: CommonOptions): Promise<void> {
  if (existsSync(file)) throw new ConfigError(`${file} exists already; a backup never overwrites.`)
  await withStore(options, async (store) => {
    await store.backup(file)
    say(`Copied ${store.name} to ${file}.`)
  })
}

/** Every incident as JSON lines or CSV. */
export async function exportCommand(options: CommonOptions & { format: string }): Promise<void> {
  if (options.format !== 'jsonl' && options.format !== 'csv') {
    throw new ConfigError(`--format ${options.format}: expected jsonl or csv.`)
  }
  await withStore(options, async (store) => {
    const incidents = (await findIncidents(store.db)).map(incidentJson)
    if (options.format === 'csv') print(incidentColumns.join(','))
    for (const i of incidents)
      print(
        options.format === 'csv'
          ? incidentColumns.map((c) => csvCell(i[c])).join(',')
          : JSON.stringify(i),
      )
  })
}
