import type { Selectable } from 'kysely'
import type { Article, StoredArticle } from '../src/incident.ts'
import type { Db } from './open.ts'
import type { ArticleTable } from './schema.ts'

const chunk = 200

/** What to keep of an article beside itself. `titleKey` matches retellings of one story. */
export interface NewArticle extends Article {
  titleKey: string
}

/**
 * Keeps new articles and changed titles or summaries (the old words go to `versions`); returns how
 * many rows were written. An item whose id changed but whose link is known is the same article.
 */
export async function saveArticles(
  db: Db,
  feed: string,
  articles: readonly NewArticle[],
  seen: { at: string; hash: string; firstRead: boolean },
): Promise<number> {
  const stored = await storedOf(db, feed, articles)
  const ids = new Set(articles.map((a) => a.id))
  const byLink = Map.groupBy(articles, (a) => a.url)
  const fresh: NewArticle[] = []
  let written = 0
  for (const article of articles) {
    const { url } = article
    // A link that several items share, as to the front page, tells nothing.
    const linked = url && byLink.get(url)?.length === 1 ? stored.get(url) : undefined
    const old = stored.get(article.id) ?? (linked && !ids.has(linked.id) ? linked : undefined)
    if (!old) fresh.push(article)
    else if (
      old.title !== article.title ||
      old.summary !== article.summary ||
      (!old.published_at && article.publishedAt)
    ) {
      await replaceArticle(db, old, article, seen)
      written++
    }
  }
  for (let i = 0; i < fresh.length; i += chunk) {
    const rows = fresh.slice(i, i + chunk).map((a) => ({
      feed,
      id: a.id,
      url: a.url,
      title: a.title,
      title_key: a.titleKey,
      summary: a.summary,
      published_at: a.publishedAt,
      updated_at: a.updatedAt,
      publisher: a.publisher,
      backfilled: seen.firstRead ? 1 : 0,
      first_seen_at: seen.at,
      last_seen_at: seen.at,
      reply_hash: seen.hash,
      fetched_at: seen.at,
    }))
    await db
      .insertInto('articles')
      .values(rows)
      .onConflict((c) => c.columns(['feed', 'id']).doNothing())
      .execute()
  }
  return written + fresh.length
}

async function storedOf(db: Db, feed: string, articles: readonly NewArticle[]) {
  const stored = new Map<string, Selectable<ArticleTable>>()
  for (let i = 0; i < articles.length; i += chunk) {
    const some = articles.slice(i, i + chunk)
    const links = some.flatMap((a) => (a.url ? [a.url] : []))
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('feed', '=', feed)
      .where((e) =>
        e.or([
          e(
            'id',
            'in',
            some.map((a) => a.id),
          ),
          ...(links.length ? [e('url', 'in', links)] : []),
        ]),
      )
      .execute()
    for (const row of rows) {
      if (row.url && !stored.has(row.url)) stored.set(row.url, row)
      stored.set(row.id, row)
    }
  }
  return stored
}

async function replaceArticle(
  db: Db,
  old: Selectable<ArticleTable>,
  article: NewArticle,
  seen: { at: string; hash: string },
): Promise<void> {
  await db
    .insertInto('versions')
    .values({
      subject: 'article',
      key: old.key,
      part: 'text',
      value: JSON.stringify({ title: old.title, summary: old.summary }),
      replaced_at: seen.at,
      reply_hash: old.reply_hash,
    })
    .execute()
  await db
    .updateTable('articles')
    .set({
      title: article.title,
      title_key: article.titleKey,
      summary: article.summary,
      published_at: old.published_at ?? article.publishedAt,
      updated_at: article.updatedAt,
      last_seen_at: seen.at,
      reply_hash: seen.hash,
      fetched_at: seen.at,
    })
    .where('key', '=', old.key)
    .execute()
}

/** Articles dated in `[from, to)`, and those first seen in it (dated earlier, or not at all). */
export async function articlesBetween(db: Db, from: string, to: string): Promise<StoredArticle[]> {
  const rows = await db
    .selectFrom('articles')
    .selectAll()
    .where((e) =>
      e.or([
        e.and([e('published_at', '>=', from), e('published_at', '<', to)]),
        e.and([e('first_seen_at', '>=', from), e('first_seen_at', '<', to)]),
      ]),
    )
    .orderBy('published_at')
    .orderBy('feed')
    .orderBy('id')
    .execute()
  return rows.map(articleOf)
}

/** Dated articles with one of these title keys. */
export async function articlesTitled(
  db: Db,
  titleKeys: readonly string[],
): Promise<StoredArticle[]> {
  const found: StoredArticle[] = []
  for (let i = 0; i < titleKeys.length; i += chunk) {
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('title_key', 'in', titleKeys.slice(i, i + chunk))
      .where('published_at', 'is not', null)
      .orderBy('published_at')
      .execute()
    found.push(...rows.map(articleOf))
  }
  return found
}

/** Articles by our own keys, in the order given; unknown ones are passed over. */
export async function articlesByKeys(db: Db, keys: readonly number[]): Promise<StoredArticle[]> {
  const found = new Map<number, StoredArticle>()
  for (let i = 0; i < keys.length; i += chunk) {
    const some = keys.slice(i, i + chunk)
    const rows = await db.selectFrom('articles').selectAll().where('key', 'in', some).execute()
    for (const row of rows) found.set(row.key, articleOf(row))
  }
  return keys.flatMap((key) => found.get(key) ?? [])
}

function articleOf(r: Selectable<ArticleTable>): StoredArticle {
  return {
    key: r.key,
    feed: r.feed,
    id: r.id,
    url: r.url,
    title: r.title,
    summary: r.summary,
    publishedAt: r.published_at,
    updatedAt: r.updated_at,
    publisher: r.publisher,
    firstSeenAt: r.first_seen_at,
    lastSeenAt: r.last_seen_at,
    backfilled: r.backfilled === 1,
    replyHash: r.reply_hash,
    fetchedAt: r.fetched_at,
  }
}
