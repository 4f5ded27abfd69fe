import { drawClosedEditions } from '../digest/draw.ts'
import { openRecording } from '../fetch/recorded.ts'
import { type ReplaySummary, replay } from '../poll/replay.ts'
import { type CommonOptions, type Context, progress, say, version, withContext } from './context.ts'

/** Runs the real pipeline over recorded replies (HAR 1.2). */
export async function replayCommand(files: string[], options: CommonOptions): Promise<void> {
  const recording = await openRecording(files)
  await withContext(options, async (context) => {
    const summary = await replayInto(context, recording)
    say(
      `${summary.moments} moments, ${summary.polls} polls, ${summary.changed} rows written, ${summary.failed} polls failed.`,
    )
    const file = context.feeds.file
    if (summary.adopted.length > 0)
      say(`Read though not in ${file}: ${summary.adopted.join(', ')}.`)
    if (summary.ignored.length > 0) say(`Recorded but not read: ${summary.ignored.join(', ')}.`)
  })
}

export async function replayInto(
  { feeds, sources, store }: Context,
  recording: Awaited<ReturnType<typeof openRecording>>,
): Promise<ReplaySummary> {
  return replay(recording, feeds.feeds, {
    store,
    sources,
    pace: feeds.polling,
    version,
    concurrency: feeds.fetch.concurrency,
    onProgress: progress('replaying'),
    async afterMoment(moment) {
      await drawClosedEditions(store, feeds.services, feeds.digest, moment)
    },
  })
}
