import { decodeText } from '../source-kit/decode.ts'
import { newestIn } from '../source-kit/reading.ts'
import type { Reading, Reply } from '../source-kit/source.ts'
import { oneLine, plainText } from '../source-kit/text.ts'
import type { Probe } from './probe.ts'

const inactive =
  /\b(?:status ?)?page (?:is|has been) (?:no longer active|inactive|deactivated|suspended|disabled|paused|deleted|not (?:yet )?(?:active|published|claimed))\b|\bpage is inactive\b|\bcompany has no status page\b/i
const unclaimed =
  /\b(?:claim (?:this|your) (?:status ?)?page|page (?:is )?unclaimed|status page not found|there(?: is|'s) no status page here)\b/i
const signIn = /\/(?:login|log-in|signin|sign_in|sso|authenticate|access\/login|private)\b/i
const yearMs = 365 * 86_400_000

/** Reasons to doubt a page although it answers, each a sentence. */
export function doubtsOf(found: Probe, reading: Reading | null, now: string): string[] {
  const doubts: string[] = []
  if (found.marketing) {
    doubts.push(
      `It leads to the site of ${found.marketing}: the page was never claimed, or is gone.`,
    )
  }
  if (signIn.test(found.url.pathname)) doubts.push(`It leads to a sign-in: ${found.url.href}.`)
  doubts.push(...doubtsIn(found.replies))
  if (found.catchAll) doubts.push('It answers every address with the same page.')
  const newest = reading && newestIn({ ...reading, articles: [] })
  if (newest && Date.parse(now) - Date.parse(newest) > 2 * yearMs) {
    doubts.push(`Its newest incident is of ${newest.slice(0, 10)}: the page may be abandoned.`)
  }
  return doubts
}

/** What the words of a page give away. */
export function doubtsIn(replies: readonly Reply[]): string[] {
  const text = replies.map(wordsOf).join('\n')
  const doubts: string[] = []
  if (inactive.test(text)) doubts.push('It says that the page is not active.')
  if (unclaimed.test(text)) doubts.push('It says that nobody has claimed the page.')
  if (/\(example\)/i.test(text)) {
    doubts.push('It has components named "(example)": a template that nobody filled in.')
  }
  return doubts
}

/** Visible words of HTML, or the text itself, no more than is needed. */
function wordsOf(reply: Reply): string {
  const { text } = decodeText(reply.body.subarray(0, 400_000), reply.headers['content-type'])
  return /^\s*</.test(text) ? oneLine(plainText(text)).slice(0, 50_000) : text.slice(0, 200_000)
}
