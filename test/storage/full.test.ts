import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { saveReply } from '#storage/archive.ts'
import { openGap } from '#storage/feeds.ts'
import { openStore } from '#storage/open.ts'
import { StorageError } from '../../src/errors.ts'

it('undoes a write that finds the disk full, says so, and goes on once there is room', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outage-desk-'))
  const store = await openStore(`sqlite:${join(folder, 'small.db')}`)
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })
  const pages = (await sql<{ page_count: number }>`pragma page_count`.execute(store.db)).rows[0]!
    .page_count
  // SQLite then answers as it does on a full disk.
  await sql.raw(`pragma max_page_count = ${pages + 2}`).execute(store.db)
  const body = { hash: 'h', size: 1, packed: Buffer.alloc(200_000, 'x') }
  const reply = {
    ...body,
    feed: 'a',
    url: 'https://a.example/',
    headers: {},
    fetchedAt: '2026-01-01T00:00:00.000Z',
  }
  const poll = () =>
    store.write(async (trx) => {
      await openGap(trx, 'a', '2026-01-01T00:00:00.000Z', 'x')
      await saveReply(trx, reply)
    })
  const failure = await poll().catch((e: unknown) => e)
  expect(failure).toBeInstanceOf(StorageError)
  expect((failure as StorageError).message).toContain('the disk is full')
  expect(await store.db.selectFrom('gaps').selectAll().execute()).toEqual([])
  await sql.raw('pragma max_page_count = 1000000').execute(store.db)
  await poll()
  expect(await store.db.selectFrom('replies').selectAll().execute()).toHaveLength(1)
})
