import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { digestOf } from '../digest/draw.ts'
import { editionOfWeek } from '../digest/edition.ts'
import { draftingOf } from '../digest/settings.ts'
import { openRecording } from '../fetch/recorded.ts'
import { renderDigest } from '../outputs/render.ts'
import { guardSettings } from '../web/guard/settings.ts'
import { print, say, withContext } from './context.ts'
import { deskParts, listen } from './desk.ts'
import { replayInto } from './replay.ts'

const recorded = fileURLToPath(new URL('../../test/fixtures/weeks/2017-W36.har', import.meta.url))

/** Replays the recorded week of 4 to 10 September 2017 offline, prints its section and opens the desk on it. */
export async function demoCommand(
  options: { config: string; host: string; port: number; desk: boolean },
  stop: AbortSignal,
): Promise<void> {
  const guard = guardSettings({ host: options.host, env: process.env })
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-demo-'))
  try {
    await withContext(
      { config: options.config, database: `sqlite:${join(folder, 'demo.db')}` },
      async (context) => {
        say('Replaying the recorded week of 4 to 10 September 2017, without any network.')
        await replayInto(context, await openRecording([recorded]))
        const edition = editionOfWeek('2017-W36', context.feeds.digest)
        print(
          renderDigest(
            await digestOf(
              context.store,
              edition,
              context.feeds.services,
              draftingOf(context.feeds.digest),
            ),
            'markdown',
          ),
        )
        if (!options.desk) return
        const { store, sources, feeds } = context
        const parts = deskParts({ store, sources, file: { current: feeds }, address: null })
        const desk = await listen(options, { ...parts, guard })
        say(`The desk of that week is at ${desk.address} - Ctrl-C ends the demo.`)
        await new Promise((resolve) =>
          stop.aborted ? resolve(null) : stop.addEventListener('abort', resolve),
        )
        await desk.close()
      },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
