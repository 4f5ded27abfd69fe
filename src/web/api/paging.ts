import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Desk } from '../parts.ts'
import { publicUrl } from '../public-get.ts'
import { optional } from './checked.ts'

/** How many rows a page holds. */
export function limitOf(usual: number, most: number) {
  return optional(z.coerce.number().int().min(1).max(most))
    .transform((n) => n ?? usual)
    .openapi({ type: 'integer', minimum: 1, maximum: most, default: usual })
}

export const pagingHeaders = z.object({
  link: z.string().optional().describe('The next page, as rel="next"; missing on the last one.'),
  'x-next-cursor': z.string().optional().describe('The cursor of the next page.'),
  'x-last-cursor': z.string().optional().describe('With `sort=changed`: to be kept for later.'),
})

/** Says in the headers where the next page is, and from where to go on later. */
export function tellPaging(
  c: Context,
  desk: Pick<Desk, 'address'>,
  { next, last = null }: { next: string | null; last?: string | null },
): void {
  if (last) c.header('x-last-cursor', last)
  if (!next) return
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set('cursor', next)
  const url = publicUrl(c, desk.address, `${pathname}?${searchParams}`)
  c.header('link', `<${url}>; rel="next"`)
  c.header('x-next-cursor', next)
}
