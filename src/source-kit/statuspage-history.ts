import { z } from 'zod'
import { readJson, shaped } from './json.ts'
import { type Reply, replyTo, wasAsked } from './source.ts'
import { attempt } from './tolerance.ts'

const pagesAtOnce = 4
const word = z.union([z.string(), z.number()]).nullish()
const monthShape = z.looseObject({
  name: word,
  year: word,
  incidents: z.array(z.unknown()).nullish(),
})
const historyShape = z.looseObject({ months: z.array(monthShape) })

/**
 * The pages of `history.json` to ask next, of three months each. Stops where pages fail, or repeat:
 * some hosts ignore the number and give the first one for ever.
 */
export function nextPages(pages: readonly string[], replies: readonly Reply[]): string[] {
  const come = pages.filter((url) => wasAsked(replies, url))
  const months = come.map((url) =>
    monthsOf(replies, url)
      .map((m) => `${m.name} ${m.year}`)
      .join(),
  )
  const over = months.includes('') || new Set(months).size < months.length
  return over ? [] : pages.slice(come.length, come.length + pagesAtOnce)
}

/** Codes of the incidents on one page, which are their ids. Its times have no year and are not read. */
export function codesOf(replies: readonly Reply[], url: string): string[] {
  const shape = z.looseObject({ code: z.string().min(1) })
  const entries = monthsOf(replies, url).flatMap((month) => month.incidents ?? [])
  return entries.flatMap((entry) => shape.safeParse(entry).data?.code ?? [])
}

/** A note for each page of the history that cannot be read. */
export function historyNotes(replies: readonly Reply[]): string[] {
  const notes: string[] = []
  for (const reply of replies) {
    if (reply.status === 200 && isHistory(reply)) attempt(() => monthsIn(reply), notes)
  }
  return notes
}

/** True for a page of `history.json`, which holds no incidents but their codes. */
export function isHistory(reply: Reply): boolean {
  return new URL(reply.url).pathname.endsWith('/history.json')
}

function monthsOf(replies: readonly Reply[], url: string) {
  const reply = replyTo(replies, url)
  return (reply && attempt(() => monthsIn(reply), [])) ?? []
}

function monthsIn(reply: Reply) {
  return shaped(readJson(reply), historyShape, reply.url).months
}
