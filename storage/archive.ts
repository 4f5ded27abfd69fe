import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { Db } from './open.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** A reply to be kept: the body once, the fact that it came then and there each time it changed. */
export interface ArchivedReply {
  feed: string
  url: string
  hash: string
  headers: Record<string, string>
  body: Uint8Array
  fetchedAt: string
}

/** A reply with its body compressed, ready to be written inside a transaction. */
export interface PackedReply extends Omit<ArchivedReply, 'body'> {
  size: number
  packed: Uint8Array
}

/** Compresses outside of any transaction: zstd of half a megabyte takes milliseconds. */
export async function packReply(reply: ArchivedReply): Promise<PackedReply> {
  const { body, ...rest } = reply
  return { ...rest, size: body.byteLength, packed: await compress(body) }
}

export async function saveReply(db: Db, reply: PackedReply): Promise<void> {
  await db
    .insertInto('bodies')
    .values({ hash: reply.hash, size: reply.size, packed: reply.packed })
    .onConflict((c) => c.column('hash').doNothing())
    .execute()
  await db
    .insertInto('replies')
    .values({
      feed: reply.feed,
      url: reply.url,
      hash: reply.hash,
      headers: JSON.stringify(reply.headers),
      fetched_at: reply.fetchedAt,
    })
    .execute()
}

/** A body by its hash, or null when retention took it. */
export async function bodyOf(db: Db, hash: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('bodies')
    .select('packed')
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ? decompress(row.packed) : null
}

/** Archived replies of a feed, oldest first, without bodies. */
export async function repliesOf(db: Db, feed: string) {
  return db.selectFrom('replies').selectAll().where('feed', '=', feed).orderBy('id').execute()
}

/** Drops replies fetched before `before`, but never the newest of an address; returns how many. */
export async function pruneArchive(db: Db, before: string): Promise<number> {
  const newest = db
    .selectFrom('replies')
    .select((e) => e.fn.max('id').as('id'))
    .groupBy(['feed', 'url'])
  const dropped = await db
    .deleteFrom('replies')
    .where('fetched_at', '<', before)
    .where('id', 'not in', newest)
    .executeTakeFirst()
  await db
    .deleteFrom('bodies')
    .where('hash', 'not in', db.selectFrom('replies').select('hash'))
    .where('hash', 'not in', db.selectFrom('asks').select('hash'))
    .execute()
  return Number(dropped.numDeletedRows)
}
