import { z } from 'zod'
import {
  dashboardAsks,
  dashboardRoot,
  googleList,
  readDashboard,
} from '../source-kit/google-dashboard.ts'
import { filterNames } from '../source-kit/select.ts'
import { type Detection, defineSource, type Reply } from '../source-kit/source.ts'

/** Dashboards of the same engine that are no one else's. */
const hosts = ['cloud', 'firebase', 'play', 'search'].map((name) => `status.${name}.google.com`)

export const source = defineSource({
  id: 'google-cloud',
  name: 'Google Cloud',
  summary:
    'Incidents of Google Cloud, Maps Platform, Firebase, Ads and others on the same dashboard.',
  site: 'https://status.cloud.google.com',
  examples: [
    'https://status.cloud.google.com',
    'https://status.cloud.google.com/maps-platform',
    'https://status.firebase.google.com',
    'https://ads.google.com/status/publisher',
  ],
  defaultUrl: 'https://status.cloud.google.com',
  gives: {
    impact: 'stated',
    components: false,
    regions: true,
    updates: 'all',
    maintenance: false,
    postmortems: true,
    history: 'large incidents of the last months (4 to 60 of them)',
  },
  options: z.strictObject({ product: filterNames, location: filterNames }),
  filters: ['product', 'location'],
  recognises,
  detects,
  asks: (feed, replies) => {
    const root = dashboardRoot(feed.url)
    return dashboardAsks(root, [`${root}/en/feed.atom`, `${root}/feed.atom`], replies)
  },
  read: (feed, replies) => readDashboard(feed, dashboardRoot(feed.url), replies),
})

function recognises(url: URL): boolean {
  if (url.hostname === 'ads.google.com') return /^\/status(?:\/|$)/.test(url.pathname)
  return hosts.includes(url.hostname)
}

function detects(replies: readonly Reply[]): Detection | null {
  const list = googleList(replies.filter((r) => !/\/appsstatus\//.test(r.url)))
  if (list) {
    const why = `${list.url} lists incidents with external_desc and status_impact`
    return { confidence: 0.95, why, url: dashboardRoot(list.url) }
  }
  const own = replies.find((r) => recognises(new URL(r.url)))
  if (!own) return null
  const why = `${own.url} is a status dashboard of Google`
  return { confidence: 0.8, why, url: dashboardRoot(own.url) }
}
