import { addressOf } from '../../src/detect/address.ts'
import { createAsker } from '../../src/detect/exchange.ts'
import { type Recognition, recognise } from '../../src/detect/recognise.ts'
import { loadSources } from '../../src/registry.ts'
import { type EntryOptions, entry, first, recordingOf } from '../fetch/recordings.ts'
import type { LoadedFixture } from '../fixture.ts'

/** A site as a table: address → HTML, JSON, or how it answers. `*` answers every other address of that host. */
export type Site = Record<string, string | EntryOptions | object>

export const today = '2026-07-14T00:00:00.000Z'

/** Recognises an address on recorded exchanges of that site. */
export async function recognised(address: string, site: Site): Promise<Recognition> {
  const recording = await recordingOf(
    Object.entries(site).map(([url, said]) => entry(url, told(said))),
  )
  const client = recording.clientAt(() => first)
  return recognise(addressOf(address), await loadSources(), createAsker(client), today)
}

/** The site that a fixture recorded. */
export function siteOf({ fixture, replies }: LoadedFixture): Site {
  return Object.fromEntries(
    replies.map((reply, i) => [
      reply.url,
      {
        headers: fixture.replies[i]!.headers ?? {},
        status: reply.status,
        text: Buffer.from(reply.body).toString('base64'),
        encoding: 'base64',
      },
    ]),
  )
}

function told(said: Site[string]): EntryOptions {
  if (typeof said === 'string') return { text: said, headers: { 'content-type': 'text/html' } }
  if ('text' in said || typeof (said as EntryOptions).status === 'number')
    return said as EntryOptions
  return { text: JSON.stringify(said), headers: { 'content-type': 'application/json' } }
}
