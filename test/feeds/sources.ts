import { z } from 'zod'
import type { Sources } from '#src/registry.ts'
import { emptyReading } from '#src/source-kit/reading.ts'
import { defineSource, type Source } from '#src/source-kit/source.ts'

const names = z.union([z.string(), z.array(z.string())]).optional()

/** Small sources with the shapes of options that real ones have; they read nothing. */
function sourceOf(id: string, more: Partial<Source> = {}): Source {
  return defineSource({
    id,
    name: `Pages of ${id}`,
    summary: 'Stands for a platform in the tests of feeds.yaml.',
    site: `https://${id}.example`,
    examples: [`https://status.${id}.example`],
    gives: {
      impact: 'none',
      components: false,
      regions: false,
      updates: 'none',
      maintenance: false,
      postmortems: false,
      history: 'none',
    },
    options: z.strictObject({ component: names }),
    filters: ['component'],
    recognises: () => false,
    detects: () => null,
    asks: () => [],
    read: () => emptyReading(),
    ...more,
  })
}

export const fakeSources: Sources = new Map(
  [
    sourceOf('statuspage', {
      options: z.strictObject({ component: names, months: z.number().int().default(1) }),
    }),
    sourceOf('heroku', { defaultUrl: 'https://status.heroku.com' }),
    sourceOf('google-workspace', {
      defaultUrl: 'https://www.google.com/appsstatus/dashboard',
      options: z.strictObject({ product: names }),
      filters: ['product'],
    }),
    sourceOf('tenant', { options: z.strictObject({ key: z.string() }), filters: [] }),
    sourceOf('rss', { options: z.strictObject({}), filters: [] }),
    sourceOf('news', { options: z.strictObject({ language: z.string().optional() }), filters: [] }),
  ].map((source) => [source.id, source]),
)
