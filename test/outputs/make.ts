import type { ArticleLine, Digest, Entry, FollowUp, IncidentLine } from '../../src/digest/digest.ts'

const trace = { feed: 'f', fetchedAt: '2017-09-05T10:05:00.000Z', hash: 'f00d' }

export function digest(entries: Entry[], more: Partial<Digest> = {}): Digest {
  return {
    edition: {
      number: 88,
      week: '2017-W36',
      from: '2017-09-04T00:00:00.000Z',
      to: '2017-09-11T00:00:00.000Z',
      timezone: 'America/New_York',
    },
    entries,
    leftOut: [],
    coverage: { feeds: 3, readAllWeek: 3, gaps: [] },
    ...more,
  }
}

export function entry(more: Partial<Entry> = {}): Entry {
  return {
    service: { id: 'heroku', name: 'Heroku' },
    label: 'Heroku',
    gloss: null,
    url: 'https://status.heroku.com/',
    remark: null,
    incidents: [],
    followUps: [],
    articles: [],
    alsoAffected: [],
    disclosure: null,
    score: 1,
    reasons: [],
    verified: true,
    ...more,
  }
}

export function incidentLine(more: Partial<IncidentLine> = {}): IncidentLine {
  return {
    id: 'abc',
    key: 1,
    url: 'https://status.heroku.com/incidents/abc',
    title: 'Pushes fail',
    status: 'resolved',
    impact: 'major',
    impactLabel: null,
    startedAt: null,
    resolvedAt: null,
    postedAt: null,
    open: false,
    state: 'present',
    remark: null,
    durations: { posted: null, stated: null, statedBasis: null, quote: null },
    regions: [],
    trace,
    ...more,
  }
}

export function followUp(ids: string[], text: string, more: Partial<FollowUp> = {}): FollowUp {
  const url = (id: string) => `https://status.heroku.com/incidents/${id}`
  return {
    incidents: ids,
    links: ids.map((id) => ({ id, title: `Incident ${id}`, url: url(id) })),
    url: url(ids[0] ?? 'x'),
    title: `Incident ${ids[0]}`,
    text,
    at: null,
    kind: 'postmortem',
    thisWeek: false,
    trace,
    ...more,
  }
}

export function articleLine(more: Partial<ArticleLine> = {}): ArticleLine {
  return {
    key: 1,
    url: 'https://news.example/gmail',
    title: 'Gmail is down',
    publisher: 'news.example',
    publishedAt: null,
    datedBy: null,
    alsoAt: [],
    trace,
    ...more,
  }
}
