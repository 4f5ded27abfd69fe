import { type PackedReply, packReply } from '#storage/archive.ts'
import type { Answers } from './ask.ts'

/** The whole replies of a poll, compressed for the archive. */
export async function packedReplies(feed: string, answers: Answers): Promise<PackedReply[]> {
  const whole = answers.fetched.filter((f) => f.status === 200)
  return Promise.all(
    whole.map((f) =>
      packReply({
        feed,
        url: f.url,
        hash: f.hash,
        headers: keptHeaders(f.headers),
        body: f.body,
        fetchedAt: f.at,
      }),
    ),
  )
}

/** What the next conditional request needs. */
export function askRow(feed: string, f: Answers['fetched'][number]) {
  const { url, etag, lastModified, hash, headers, at } = f
  return {
    feed,
    url,
    etag,
    last_modified: lastModified,
    hash,
    headers: JSON.stringify(keptHeaders(headers)),
    fetched_at: at,
  }
}

/** Only what reading a body again needs. */
function keptHeaders(headers: Record<string, string>): Record<string, string> {
  const { 'content-type': type } = headers
  return type ? { 'content-type': type } : {}
}
