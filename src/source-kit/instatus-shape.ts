import { z } from 'zod'
import type { Skipped } from './source.ts'

/** Plain, or by language: `{"default": "…", "en": "…"}`. */
const words = z.union([z.string(), z.record(z.string(), z.unknown())]).nullish()
const text = z.string().nullish()
const minutes = z.union([z.string(), z.number()]).nullish()
const list = z.array(z.unknown()).nullish().catch(null)

const noticeShape = z.looseObject({
  id: text,
  name: words,
  started: text,
  start: text,
  resolved: text,
  createdAt: text,
  updatedAt: text,
  status: text,
  impact: text,
  duration: minutes,
  url: text,
  components: list,
  updates: list,
})
export type InstatusNotice = z.output<typeof noticeShape> & { id: string; planned: boolean }

export const updateShape = z.looseObject({
  id: text,
  started: text,
  createdAt: text,
  status: text,
  message: words,
  messageHtml: words,
})

const componentShape = z.looseObject({ id: z.string().min(1), name: words, status: text })
const outageShape = z.looseObject({
  noticeId: z.string().min(1),
  from: z.string(),
  to: text,
  status: z.string(),
})
export type InstatusOutage = z.output<typeof outageShape>

/** What a component says of itself in components.json. */
export interface InstatusComponent {
  id: string
  name: string
  status: string
  /** Ids of what is open for it (v3 only). */
  notices: string[]
}

/** All that is found in one document. */
export interface InstatusData {
  notices: Map<string, InstatusNotice>
  /** Names of components by id. */
  names: Map<string, string>
  outages: InstatusOutage[]
  /** Components as a list of their own; null where the document has none. */
  components: InstatusComponent[] | null
  /** The page's own word: `UP`, `HASISSUES`, `SOMEMAJOROUTAGE`. */
  pageStatus: string | null
  /** Every incident that is open would be in the document. */
  listsOpen: boolean
  /** Where the page says it lives. */
  root: string | null
}

const plannedWords = new Set(['NOTSTARTEDYET', 'INPROGRESS', 'VERIFYING', 'COMPLETED'])
const lifeWords = new Set([
  'INVESTIGATING',
  'IDENTIFIED',
  'MONITORING',
  'RESOLVED',
  ...plannedWords,
])
const pageWords =
  /^(?:UP|HASISSUES|UNDERMAINTENANCE|ALLUNDERMAINTENANCE|(?:SOME|ALL)[A-Z]+|ONE[A-Z]+)$/

export function emptyData(): InstatusData {
  return {
    notices: new Map(),
    names: new Map(),
    outages: [],
    components: null,
    pageStatus: null,
    listsOpen: false,
    root: null,
  }
}

/** The word in the page's own language. */
export function wordsOf(value: z.output<typeof words>): string {
  if (typeof value === 'string') return value
  const all = Object.entries(value ?? {}).filter(
    (e): e is [string, string] => !!e[1] && typeof e[1] === 'string',
  )
  return (
    (all.find(([key]) => key === 'default') ?? all.find(([key]) => key === 'en') ?? all[0])?.[1] ??
    ''
  )
}

/** True for the page's own word of state, of which no other platform has the like. */
export function isPageStatus(word: unknown): word is string {
  return typeof word === 'string' && pageWords.test(word)
}

/**
 * Gathers what is known of Instatus' objects from any of its documents, wherever they stand in it:
 * summary.json, components.json, and the data of the page (incidents that are open with updates,
 * those of ninety days without). Seen in recorded payloads of 2025 and 2026.
 */
export function gather(value: unknown, data: InstatusData, skipped: Skipped[], depth = 0): void {
  if (depth > 60 || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const entry of value) gather(entry, data, skipped, depth + 1)
    return
  }
  const object = value as Record<string, unknown>
  if ('page' in object) pageOf(object, data)
  if ('site' in object) siteOf(object.site, data)
  for (const key of ['activeIncidents', 'activeMaintenances']) {
    if (!Array.isArray(object[key])) continue
    if ('page' in object || 'site' in object) data.listsOpen = true
    for (const entry of object[key])
      noticeOf(entry, key === 'activeMaintenances', true, data, skipped)
  }
  noticeOf(object, false, false, data, skipped)
  const component = componentShape.safeParse(object).data
  if (component && wordsOf(component.name) && !data.notices.has(component.id)) {
    data.names.set(component.id, wordsOf(component.name))
  }
  const outage = outageShape.safeParse(object).data
  if (outage) data.outages.push(outage)
  for (const entry of Object.values(object)) gather(entry, data, skipped, depth + 1)
}

function pageOf(object: Record<string, unknown>, data: InstatusData): void {
  const page = object.page as { status?: unknown; url?: unknown } | null
  if (!isPageStatus(page?.status)) return
  data.pageStatus = page.status
  data.listsOpen = true
  if (typeof page.url === 'string') data.root = page.url
}

function siteOf(value: unknown, data: InstatusData): void {
  const site = value as Record<string, unknown> | null
  if (typeof site?.subdomain !== 'string') return
  if (typeof site.status === 'string') data.pageStatus = site.status
  const domain = site.customDomain
  const host = typeof domain === 'string' && domain ? domain : `${site.subdomain}.instatus.com`
  data.root ??= `https://${host}`
}

/** Older summaries give no id: the address ends in it. `listed`: it stands where only notices do. */
function noticeOf(
  value: unknown,
  planned: boolean,
  listed: boolean,
  data: InstatusData,
  skipped: Skipped[],
): void {
  const parsed = noticeShape.safeParse(value)
  const notice = parsed.data
  const known = notice?.status && lifeWords.has(notice.status.toUpperCase())
  const timed = notice && (notice.started || notice.start)
  if (!listed && !(known && timed && notice.name)) return
  const id = notice?.id || idIn(notice?.url)
  if (!notice || !id) {
    const why = parsed.success ? 'neither id nor address' : 'not the shape of a notice'
    if (listed) skipped.push({ what: planned ? 'maintenance' : 'incident', why })
    return
  }
  const held = data.notices.get(id)
  const word = notice.status?.toUpperCase() ?? ''
  const isPlanned =
    planned || !!held?.planned || plannedWords.has(word) || (!!notice.start && !notice.started)
  data.notices.set(id, { ...filled(notice, held), id, planned: isPlanned })
}

/** One thing told several times: what is missing here is taken from there. */
function filled(a: object, b: object | undefined): z.output<typeof noticeShape> {
  const said = Object.entries(a).filter(([, v]) => v !== null && v !== undefined && !isBare(v))
  return { ...a, ...b, ...Object.fromEntries(said) }
}

/** Components that only have an id, where another copy names them; updates that are none. */
function isBare(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  return value.every((v) => typeof v === 'object' && v !== null && Object.keys(v).length <= 1)
}

/** `https://…/incident/cl4a8n3070721qtmzvts760c4` */
export function idIn(address: string | null | undefined): string | null {
  return /\/([\w-]+)\/?(?:[?#].*)?$/.exec(address ?? '')?.[1] ?? null
}

const rowShape = z.looseObject({
  id: z.string().min(1),
  name: words,
  status: z.string(),
  isParent: z.unknown().optional(),
  children: list,
  group: z.looseObject({ id: z.string() }).nullish().catch(null),
  activeIncidents: list,
  activeMaintenances: list,
})

/** The components of components.json (`{components: […]}`, or a bare list in the docs) without groups. */
export function componentsIn(document: unknown): InstatusComponent[] | null {
  const own = (document as { components?: unknown } | null)?.components
  const rows = Array.isArray(document) ? document : own
  if (!Array.isArray(rows)) return null
  const all = rows.flatMap(flat).flatMap((row) => rowShape.safeParse(row).data ?? [])
  const groups = new Set(all.map((row) => row.group?.id))
  return all
    .filter((row) => !groups.has(row.id) && !row.isParent && !row.children?.length)
    .map((row) => ({
      id: row.id,
      name: wordsOf(row.name),
      status: row.status,
      notices: [...(row.activeIncidents ?? []), ...(row.activeMaintenances ?? [])].flatMap((n) => {
        const notice = noticeShape.safeParse(n).data
        return notice?.id ?? idIn(notice?.url) ?? []
      }),
    }))
}

function flat(row: unknown): unknown[] {
  const children = (row as { children?: unknown } | null)?.children
  return [row, ...(Array.isArray(children) ? children : [])]
}
