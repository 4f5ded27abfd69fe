/** What a maintainer wants to know of a feed: how much it listed, and what else its page turned out to be. */
export function statements(): string[] {
  return [
    'alter table feeds add column entries integer',
    'alter table feeds add column most_entries integer',
    'alter table feeds add column newest_at text',
    'alter table feeds add column found_source text',
    'alter table feeds add column found_url text',
    'alter table feeds add column found_why text',
    'alter table feeds add column found_at text',
    'alter table feeds add column stand_in integer not null default 0',
  ]
}
