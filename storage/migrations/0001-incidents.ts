import type { Words } from '../engine.ts'

export function statements({ identity, bytes }: Words): string[] {
  return [
    `create table feeds (
      id text primary key, source text not null, url text not null, kind text not null,
      active integer not null, next_check_at text not null, last_attempt_at text, first_read_at text,
      last_read_at text, last_changed_at text, failures integer not null default 0,
      error_kind text, error text, moved_to text, reader text, notes text not null default '')`,
    `create index feeds_due on feeds (active, next_check_at)`,
    `create table asks (
      feed text not null, url text not null, etag text, last_modified text, hash text not null,
      headers text not null, fetched_at text not null, primary key (feed, url))`,
    `create table bodies (hash text primary key, size integer not null, packed ${bytes} not null)`,
    `create table replies (
      id ${identity}, feed text not null, url text not null, hash text not null,
      headers text not null, fetched_at text not null)`,
    `create index replies_by_feed on replies (feed, fetched_at)`,
    `create index replies_by_hash on replies (hash)`,
    `create table incidents (
      key ${identity}, feed text not null, id text not null, former_ids text not null,
      service_ids text not null, url text, title text not null, kind text not null,
      status text not null, impact text not null, impact_label text, started_at text,
      resolved_at text, posted_at text, updated_at text, services text not null,
      components text not null, regions text not null, postmortem text, stated text,
      state text not null, listed integer not null, backfilled integer not null,
      reopened integer not null, edits integer not null, first_seen_at text not null,
      last_seen_at text not null, changed_at text not null, reply_hash text not null,
      fetched_at text not null, unique (feed, id))`,
    `create index incidents_listed on incidents (feed, listed)`,
    `create index incidents_started on incidents (coalesce(started_at, posted_at, first_seen_at))`,
    `create index incidents_changed on incidents (changed_at)`,
    `create index incidents_resolved on incidents
      (resolved_at, coalesce(started_at, posted_at, first_seen_at))`,
    `create table updates (
      incident integer not null references incidents (key), id text not null,
      position integer not null, status text not null, at text, text text not null,
      first_seen_at text not null, withdrawn_at text, reply_hash text not null,
      primary key (incident, id))`,
    `create index updates_at on updates (at)`,
    `create table versions (
      id ${identity}, subject text not null, key integer not null, part text not null,
      value text not null, replaced_at text not null, reply_hash text not null)`,
    `create index versions_of on versions (subject, key)`,
    `create table articles (
      key ${identity}, feed text not null, id text not null, url text, title text not null,
      title_key text not null, summary text not null, published_at text, updated_at text,
      publisher text, backfilled integer not null, first_seen_at text not null,
      last_seen_at text not null, reply_hash text not null, fetched_at text not null,
      unique (feed, id))`,
    `create index articles_published on articles (published_at)`,
    `create index articles_seen on articles (first_seen_at)`,
    `create index articles_title on articles (title_key)`,
    `create table gaps (
      id ${identity}, feed text not null, from_at text not null, to_at text, error text not null)`,
    `create index gaps_by_feed on gaps (feed, to_at)`,
    `create table editions (
      week text primary key, number integer, from_at text not null, to_at text not null,
      timezone text not null, drawn_at text not null, frozen_at text, content text not null,
      urls text not null, incident_keys text not null)`,
    `create table processes (
      name text primary key, pid integer not null, host text not null,
      started_at text not null, seen_at text not null)`,
  ]
}
