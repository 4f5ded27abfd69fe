import type { Words } from '../engine.ts'

/** What the editor decided, never overwritten, and every printed version of an edition. */
export function statements({ identity }: Words): string[] {
  return [
    `create table decisions (
      id ${identity}, week text not null, decided_at text not null, editor text not null,
      decision text not null, reason text not null, undone_at text)`,
    `create index decisions_by_week on decisions (week, id)`,
    `create table edition_versions (
      week text not null, version integer not null, made_at text not null, editor text not null,
      reason text not null, content text not null, primary key (week, version))`,
  ]
}
