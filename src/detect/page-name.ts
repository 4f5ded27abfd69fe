import { z } from 'zod'
import { decodeText } from '../source-kit/decode.ts'
import { readJson } from '../source-kit/json.ts'
import type { Reply } from '../source-kit/source.ts'
import { oneLine, plainText } from '../source-kit/text.ts'
import { attempt } from '../source-kit/tolerance.ts'

const jsonNames = z.looseObject({
  page: z.looseObject({ name: z.string() }).optional().catch(undefined),
  site: z.looseObject({ name: z.string() }).optional().catch(undefined),
  summary: z.looseObject({ name: z.string() }).optional().catch(undefined),
  status_page: z.looseObject({ name: z.string() }).optional().catch(undefined),
  data: z
    .looseObject({ attributes: z.looseObject({ company_name: z.string() }) })
    .optional()
    .catch(undefined),
})

/** What a page calls the service it is about, without the words "status page"; null when it does not say. */
export function pageName(replies: readonly Reply[]): string | null {
  const whole = replies.filter((r) => r.status === 200)
  const names = [...whole.map(nameInJson), ...whole.map(nameInHtml)]
  return names.map(bareName).find((name) => name !== '') ?? null
}

function nameInJson(reply: Reply): string {
  const json = /^\s*\{/.test(headOf(reply, 100)) ? attempt(() => readJson(reply), []) : undefined
  const found = jsonNames.safeParse(json)
  if (!found.success) return ''
  const { page, site, summary, status_page, data } = found.data
  const named = page ?? site ?? summary ?? status_page
  return named?.name ?? data?.attributes.company_name ?? ''
}

function nameInHtml(reply: Reply): string {
  const head = headOf(reply, 60_000)
  const site = /<meta[^>]+property=["']og:site_name["'][^>]+content=["']([^"'<>]{1,120})/i.exec(
    head,
  )
  const title = /<title[^>]*>([\s\S]{1,300}?)<\/title>/i.exec(head)
  return oneLine(plainText(site?.[1] ?? title?.[1] ?? ''))
}

/** Words around the name of a service in the title of its page. */
const around =
  /\b(?:system |service |services |operational |current |live |official |api )?status(?:es)?(?: page| history| dashboard| overview)?\b|\b(?:incident|uptime|event)s?(?: -)? history\b|\bhealth dashboard\b|\bstatuspage\b|\bwelcome to\b|\bpowered by .*$|\b(?:is )?(?:all systems )?operational\b/gi

function bareName(text: string): string {
  const bare = oneLine(text.replace(around, ' ').replace(/['’]s(?=\s|$)/g, ''))
  const parts = bare.split(/\s[-–—|:·]+\s|^[-–—|:·\s]+|[-–—|:·\s]+$/).filter((p) => p?.trim())
  const name = (parts[0] ?? '').trim()
  return name.length <= 60 && /[\p{L}\p{N}]/u.test(name) ? name : ''
}

function headOf(reply: Reply, bytes: number): string {
  return decodeText(reply.body.subarray(0, bytes), reply.headers['content-type']).text
}
