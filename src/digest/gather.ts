import { articlesBetween, articlesTitled } from '#storage/articles.ts'
import { editionsBefore } from '#storage/editions.ts'
import { gapsBetween, listFeeds } from '#storage/feeds.ts'
import { serviceHistory } from '#storage/history.ts'
import { findIncidents } from '#storage/incidents.ts'
import type { Db } from '#storage/open.ts'
import { titleKey } from '../news/title-key.ts'
import type { Material } from './draft.ts'
import type { Edition } from './edition.ts'

/** Articles a little older than the edition still belong to its outages. */
const slack = 2 * 86_400_000

const year = 365 * 86_400_000

/** Everything in the database that an edition may speak of. Reads only. */
export async function gather(db: Db, edition: Edition): Promise<Material> {
  const { from, to } = edition
  const incidents = await findIncidents(db, { from, to })
  const articles = await articlesBetween(db, new Date(Date.parse(from) - slack).toISOString(), to)
  const keys = [...new Set(articles.map((a) => titleKey(a.title)))]
  const known = new Set(articles.map((a) => a.key))
  const olderStories = (await articlesTitled(db, keys)).filter((a) => !known.has(a.key))
  const feeds = (await listFeeds(db)).filter(
    (f) => f.active === 1 && (f.first_read_at !== null || f.failures > 0),
  )
  return {
    incidents: incidents.filter((i) => i.service !== ''),
    articles,
    olderStories,
    history: await serviceHistory(db, incidents, {
      from: new Date(Date.parse(from) - year).toISOString(),
      to: from,
    }),
    gaps: await gapsBetween(db, from, to),
    feeds: feeds.map((f) => f.id).sort(),
    earlier: (await editionsBefore(db, from, 4)).map((e) => ({
      edition: e.number,
      week: e.week,
      urls: JSON.parse(e.urls) as string[],
      incidentKeys: JSON.parse(e.incident_keys) as number[],
    })),
  }
}
