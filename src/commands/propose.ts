import { brandOf } from '../detect/address.ts'
import type { Recognition } from '../detect/recognise.ts'
import type { Feeds } from '../feeds.ts'
import type { NewService } from '../feeds-edit.ts'

export interface Wishes {
  id?: string
  name?: string
  category?: string
}

/** The service for a recognised page: one that feeds.yaml knows by this name, else a new one. */
export function proposed(found: Recognition, feeds: Feeds, wishes: Wishes = {}): NewService {
  const url = found.url!
  const source = found.source!
  const name = wishes.name ?? found.name
  const key = (text: string) => text.toLowerCase().replace(/\s+/g, ' ')
  const known = feeds.services.find((s) =>
    wishes.id ? s.id === wishes.id : [s.name, ...s.aliases].some((n) => key(n) === key(name)),
  )
  if (known) return { id: known.id, name: known.name, category: known.category, source, url }
  const taken = new Set(feeds.services.map((s) => s.id))
  const id = wishes.id ?? freeId([idOf(name), idOf(brandOf(new URL(url).hostname))], taken)
  return { id, name, category: wishes.category ?? null, source, url }
}

function freeId(wanted: string[], taken: ReadonlySet<string>): string {
  const usable = wanted.filter((id) => id !== '')
  const free = usable.find((id) => !taken.has(id))
  if (free) return free
  const base = usable[0] ?? 'service'
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}

/** kebab-case, as feeds.yaml wants it. */
export function idOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
}
