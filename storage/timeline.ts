import { sql } from 'kysely'
import type { Status } from '../src/incident.ts'
import { versionsOf } from './incidents.ts'
import type { Db } from './open.ts'

/** What a text was until it was replaced, and the reply that had given it. */
export interface Earlier {
  /** A text as it was; of `fields` the JSON of all of them. */
  value: string
  replacedAt: string
  replyHash: string
}

/** An earlier version of an update, with what else it said. */
export interface EarlierUpdate extends Earlier {
  status: Status | null
  at: string | null
}

export interface TimelineUpdate {
  id: string
  status: Status
  at: string | null
  text: string
  firstSeenAt: string
  /** When the provider took it away; null while it stands. */
  withdrawnAt: string | null
  replyHash: string
  /** Oldest first. */
  versions: EarlierUpdate[]
}

export interface Timeline {
  /** Oldest first, withdrawn ones in their place. */
  updates: TimelineUpdate[]
  titles: Earlier[]
  fields: Earlier[]
  postmortems: Earlier[]
}

/** Every update of an incident and every version of its texts. */
export async function timelineOf(db: Db, key: number): Promise<Timeline> {
  const rows = await db
    .selectFrom('updates')
    .selectAll()
    .where('incident', '=', key)
    .orderBy('position')
    .orderBy('first_seen_at')
    .orderBy('id')
    .execute()
  const versions = Map.groupBy(await versionsOf(db, key), (v) => v.part)
  const of = (part: string) =>
    (versions.get(part) ?? []).map(({ value, replaced_at, reply_hash }) => ({
      value,
      replacedAt: replaced_at,
      replyHash: reply_hash,
    }))
  return {
    updates: rows.map((r) => ({
      id: r.id,
      status: r.status as Status,
      at: r.at,
      text: r.text,
      firstSeenAt: r.first_seen_at,
      withdrawnAt: r.withdrawn_at,
      replyHash: r.reply_hash,
      versions: of(`update:${r.id}`).map(earlierUpdate),
    })),
    titles: of('title'),
    fields: of('fields'),
    postmortems: of('postmortem').map((v) => ({ ...v, value: postmortemText(v.value) })),
  }
}

function earlierUpdate(version: Earlier): EarlierUpdate {
  const { text, status, at } = JSON.parse(version.value) as Partial<TimelineUpdate>
  return { ...version, value: text ?? '', status: status ?? null, at: at ?? null }
}

function postmortemText(json: string): string {
  const postmortem = JSON.parse(json) as { text?: string | null; url?: string | null } | null
  return postmortem?.text ?? postmortem?.url ?? ''
}

/** Replies of the archive that gave an incident any of its content, oldest first. */
export async function sourcesOf(
  db: Db,
  key: number,
): Promise<{ feed: string; url: string; hash: string; fetchedAt: string }[]> {
  const { rows } = await sql<{ feed: string; url: string; hash: string; fetchedAt: string }>`
    select r.feed, r.url, r.hash, min(r.fetched_at) as "fetchedAt"
    from incidents i join replies r on r.feed = i.feed
    where i.key = ${key} and r.hash in (
      select reply_hash from incidents where key = ${key}
      union select reply_hash from updates where incident = ${key}
      union select reply_hash from versions where subject = 'incident' and key = ${key})
    group by r.feed, r.url, r.hash order by 4, 2`.execute(db)
  return rows
}
