import { z } from 'zod'
import {
  dashboardAsks,
  dashboardRoot,
  googleList,
  readDashboard,
} from '../source-kit/google-dashboard.ts'
import { filterNames } from '../source-kit/select.ts'
import { type Detection, defineSource, type Reply, wasAsked } from '../source-kit/source.ts'

const home = 'https://www.google.com/appsstatus/dashboard'
const oldRss = 'https://www.google.com/appsstatus/rss/en'

export const source = defineSource({
  id: 'google-workspace',
  name: 'Google Workspace',
  summary:
    'Incidents of Gmail, Drive, Meet and the rest of Workspace, and of the old G Suite dashboard.',
  site: home,
  examples: [home, 'https://www.google.com/appsstatus/rss/en'],
  defaultUrl: home,
  gives: {
    impact: 'stated',
    components: false,
    regions: false,
    updates: 'all',
    maintenance: false,
    postmortems: true,
    history: 'some months (about 46 incidents)',
  },
  options: z.strictObject({ product: filterNames }),
  filters: ['product'],
  recognises,
  detects,
  asks: (feed, replies) => {
    if (isOld(feed.url)) return [{ url: feed.url }].filter((ask) => !wasAsked(replies, ask.url))
    const root = rootOf(feed.url)
    return dashboardAsks(root, [`${root}/en/feed.atom`, oldRss], replies)
  },
  read: (feed, replies) => readDashboard(feed, rootOf(feed.url), replies),
})

function recognises(url: URL): boolean {
  const host = url.hostname === 'www.google.com' || url.hostname === 'google.com'
  return host && /^\/appsstatus(?:\/|$)/.test(url.pathname)
}

/** RSS and JSONP of the dashboard of 2009 to 2021. */
function isOld(address: string): boolean {
  return /\/appsstatus\/(?:rss|json)\/[\w-]+\/?$/.test(new URL(address).pathname)
}

/** Never relative to `/appsstatus` alone: that page only forwards. */
function rootOf(address: string): string {
  const root = dashboardRoot(address)
  return root.endsWith('/appsstatus') ? `${root}/dashboard` : root
}

function detects(replies: readonly Reply[]): Detection | null {
  const list = googleList(replies.filter((r) => recognises(new URL(r.url))))
  if (list) {
    const why = `${list.url} lists incidents with external_desc and status_impact`
    return { confidence: 0.95, why, url: rootOf(list.url) }
  }
  const own = replies.find((r) => recognises(new URL(r.url)))
  if (!own) return null
  const url = isOld(own.url) ? own.url : rootOf(own.url)
  return { confidence: 0.8, why: `${own.url} is Google Workspace's own dashboard`, url }
}
