import { z } from 'zod'
import { textOf } from './decode.ts'
import { parseJson } from './json.ts'
import { isModel, modelInPage, type OpenstatusModel, readModel } from './openstatus-shape.ts'
import type { Reach, Reply, Skipped } from './source.ts'
import { statuspageDocument } from './statuspage-shape.ts'
import { oneLine } from './text.ts'

export interface OpenstatusDocument extends OpenstatusModel {
  reach: Reach
  /** It lists reports without saying which components they are about. */
  vague: boolean
}

const componentShape = z.looseObject({ name: z.string(), status: z.string() })
const summaryShape = z.looseObject({ components: z.array(componentShape).catch([]) })
const currentShape = z.looseObject({
  page: z.looseObject({ name: z.string() }),
  status: z.looseObject({ indicator: z.string(), description: z.string() }),
  incidents: z.undefined().optional(),
})
/** `https://api.openstatus.dev/public/status/<slug>` */
const wordShape = z.strictObject({ status: z.string() })
const quiet = new Set(['none', 'operational'])

/** Any JSON document or the page itself; ParseError where it is neither. */
export function openstatusDocument(
  reply: Reply,
  root: string,
  skipped: Skipped[],
): OpenstatusDocument {
  const text = textOf(reply)
  const html = /^\s*</.test(text)
  const value = html ? modelInPage(text, reply.url) : parseJson(text, reply.url)
  if (isModel(value)) {
    const before = skipped.length
    const model = readModel(value, root, reply.at, skipped)
    const whole = skipped.length === before
    // What is told from the state of a component is over once the state is.
    const sure = { since: 'always', open: true, openOnly: 'component-' } as const
    return { ...model, reach: whole ? sure : { since: null, open: false }, vague: false }
  }
  const current = currentShape.safeParse(value).data
  if (current) {
    const { indicator, description } = current.status
    return pageDocument(current.page.name, quiet.has(indicator) ? '' : description)
  }
  const word = wordShape.safeParse(value).data?.status
  const slug = new URL(reply.url).pathname.split('/').at(-1)!
  if (word) return pageDocument(slug, quiet.has(word) ? '' : word)
  return summaryFrom(value, reply, root, skipped)
}

/** One word for the whole page. */
function pageDocument(name: string, word: string): OpenstatusDocument {
  const components = word ? [{ name: oneLine(name), word }] : []
  return { incidents: [], components, reach: { since: null, open: false }, vague: false }
}

/** In the shape of Statuspage, but without a page id, creation dates, impact or ids of components. */
function summaryFrom(
  value: unknown,
  reply: Reply,
  root: string,
  skipped: Skipped[],
): OpenstatusDocument {
  const before = skipped.length
  const { incidents, maintenances } = statuspageDocument(reply, { root, skipped })
  const own = (list: typeof incidents, kind: string) =>
    (list?.incidents ?? []).map((i) => ({
      ...i,
      url: `${root}/events/${kind}/${encodeURIComponent(i.id)}`,
      id: `${kind}-${i.id}`,
    }))
  const whole = skipped.length === before && !!incidents && !!maintenances
  return {
    incidents: [...own(incidents, 'report'), ...own(maintenances, 'maintenance')],
    components: (summaryShape.safeParse(value).data?.components ?? []).map((c) => ({
      name: oneLine(c.name),
      word: c.status,
    })),
    reach: { since: null, open: whole, ...(whole ? { openOnly: true } : {}) },
    vague: true,
  }
}
