import type { Reply } from './source.ts'
import { attempt } from './tolerance.ts'

/** What the first feed gives that can be read; null and a note for each where none can. */
export async function firstFeed<T>(
  replies: readonly Reply[],
  notes: string[],
  read: (reply: Reply) => Promise<T>,
): Promise<T | null> {
  for (const reply of replies) {
    try {
      return await read(reply)
    } catch (error) {
      attempt(() => {
        throw error
      }, notes)
    }
  }
  return null
}
