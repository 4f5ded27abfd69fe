import { type Edition, editionOfWeek } from '../../src/digest/edition.ts'
import type { Material } from '../../src/digest/material.ts'
import type { Service, StoredArticle, StoredIncident, Update } from '../../src/incident.ts'

/** 2017-W36: 4 to 10 September, New York. */
export const edition: Edition = editionOfWeek('2017-W36', {
  at: '0 20 * * 0',
  timezone: 'America/New_York',
  first: { week: '2017-W36', number: 88 },
})

export function service(id: string, name: string, more: Partial<Service> = {}): Service {
  return {
    id,
    name,
    aliases: [],
    parent: null,
    gloss: null,
    category: null,
    disclosure: null,
    ...more,
  }
}

export const services: Service[] = [
  service('heroku', 'Heroku', { category: 'cloud', disclosure: 'Heroku pays me.' }),
  service('github', 'GitHub', { category: 'dev-tools' }),
  service('gmail', 'Gmail', { parent: 'google-workspace' }),
  service('google-drive', 'Google Drive', { parent: 'google-workspace' }),
  service('google-workspace', 'Google Workspace'),
  service('abebooks', 'AbeBooks', { gloss: 'out-of-print books', aliases: ['AbeBooks.com'] }),
]

/** An incident of GitHub of 5 September, an hour long, unless said otherwise. */
export function incident(key: number, more: Partial<StoredIncident> = {}): StoredIncident {
  const began = more.postedAt ?? more.startedAt ?? '2017-09-05T10:00:00.000Z'
  const id = more.id ?? `i${key}`
  const owner = more.serviceIds?.[0] ?? more.service ?? 'github'
  return {
    key,
    id,
    url: `https://www.githubstatus.com/incidents/${id}`,
    title: 'Pushes fail',
    kind: 'incident',
    status: 'resolved',
    impact: 'major',
    impactLabel: 'major',
    startedAt: began,
    resolvedAt: '2017-09-05T11:00:00.000Z',
    postedAt: began,
    updatedAt: null,
    services: [],
    components: [],
    regions: [],
    updates: [update(began, 'Pushes failed for most users because a disk was full.')],
    postmortem: null,
    stated: null,
    feed: owner,
    service: owner,
    serviceIds: [owner],
    firstSeenAt: began,
    lastSeenAt: '2017-09-11T00:00:00.000Z',
    changedAt: began,
    state: 'present',
    backfilled: false,
    reopened: 0,
    formerIds: [],
    replyHash: 'f00d',
    fetchedAt: '2017-09-05T10:05:00.000Z',
    edits: 0,
    ...more,
  }
}

export function update(
  at: string | null,
  text: string,
  status: Update['status'] = 'investigating',
): Update {
  return { id: `${at} ${text.length}`, status, at, text }
}

/** An old incident of Heroku with a text published about it in the edition. */
export function followed(
  key: number,
  id: string,
  text: string,
  more: Partial<StoredIncident> = {},
) {
  const began = '2017-08-15T10:00:00.000Z'
  const ended = '2017-08-15T12:00:00.000Z'
  return incident(key, {
    id,
    url: `https://status.heroku.com/incidents/${id}`,
    title: `Incident ${id}`,
    serviceIds: ['heroku'],
    startedAt: began,
    postedAt: began,
    resolvedAt: ended,
    updates: [
      update(began, 'Engineers are investigating.'),
      update(ended, 'This is resolved.', 'resolved'),
      update('2017-09-06T10:00:00.000Z', text, 'postmortem'),
    ],
    ...more,
  })
}

export function article(key: number, more: Partial<StoredArticle> = {}): StoredArticle {
  return {
    key,
    id: `a${key}`,
    url: `https://news.example/story-${key}`,
    title: 'Gmail is down for users around the world',
    summary: '',
    publishedAt: '2017-09-05T10:30:00.000Z',
    updatedAt: null,
    publisher: null,
    feed: 'news',
    firstSeenAt: '2017-09-05T11:00:00.000Z',
    lastSeenAt: '2017-09-05T11:00:00.000Z',
    backfilled: false,
    replyHash: 'cafe',
    fetchedAt: '2017-09-05T11:00:00.000Z',
    ...more,
  }
}

export function material(more: Partial<Material> = {}): Material {
  return {
    incidents: [],
    articles: [],
    olderStories: [],
    gaps: [],
    feeds: [],
    earlier: [],
    ...more,
  }
}
