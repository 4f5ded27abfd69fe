import type { Service } from '../../src/incident.ts'
import { judge, serviceNames } from '../../src/news/verdict.ts'
import { type Issue, titleFromLink } from './newsletter.ts'
import { same } from './weeks.ts'

export interface FollowUpScore {
  analyses: number
  /** Taken for analyses and not for news. */
  taken: number
  /** Taken, and under the service that the editor named. */
  tied: number
  missed: string[]
}

/** Analyses that the editor printed: taken for one, and tied to the right service? */
export function scoreFollowUps(
  issues: readonly Issue[],
  services: readonly Service[],
): FollowUpScore {
  const names = serviceNames(services)
  const score: FollowUpScore = { analyses: 0, taken: 0, tied: 0, missed: [] }
  for (const entry of issues.flatMap((i) => i.entries)) {
    const title = titleFromLink(entry.link)
    if (!title || (entry.kind !== 'postmortem' && entry.kind !== 'followup')) continue
    score.analyses++
    const { followUp, service } = judge({ title, url: entry.link! }, names)
    if (!followUp) {
      score.missed.push(title)
      continue
    }
    score.taken++
    const wanted = [entry.service, ...(entry.services ?? [])]
    if (service && wanted.some((n) => same(service, n, services))) score.tied++
  }
  return score
}
