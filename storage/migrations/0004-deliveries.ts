import type { Words } from '../engine.ts'

/** Messages to be delivered elsewhere, each once per target and event, and targets that said "gone". */
export function statements({ identity }: Words): string[] {
  return [
    `create table deliveries (
      key ${identity}, id text not null unique, target text not null, event text not null,
      about text not null, kind text not null, subject text not null, body text not null,
      created_at text not null, next_try_at text, tries integer not null default 0,
      done_at text, given_up_at text, last_error text, unique (target, event))`,
    `create index deliveries_due on deliveries (next_try_at)`,
    `create index deliveries_about on deliveries (target, about)`,
    `create table stopped_targets (
      target text primary key, address text not null, stopped_at text not null,
      reason text not null)`,
  ]
}
