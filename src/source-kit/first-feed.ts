import type { Reply } from './source.ts'
import { attemptAsync } from './tolerance.ts'

/** What the first feed gives that can be read; null and a note for each where none can. */
export async function firstFeed<T>(
  replies: readonly Reply[],
  notes: string[],
  read: (reply: Reply) => Promise<T>,
): Promise<T | null> {
  for (const reply of replies) {
    const given = await attemptAsync(() => read(reply), notes)
    if (given !== undefined) return given
  }
  return null
}
