import type { AffectedService, Entry, IncidentLine } from '../digest/digest.ts'
import type { Run } from './run.ts'

const moreServices = 3

/** Services that stand beside the name, not under one of several incidents. */
function affectedBeside({ alsoAffected, incidents }: Entry): AffectedService[] {
  const under = (s: AffectedService) =>
    incidents.length > 1 && incidents.some((i) => i.key === s.of)
  return alsoAffected.filter((s) => !under(s))
}

/** `, A, B and C`, each with its link; not those that have an entry of their own among `ids`. */
export function alsoRuns(entry: Entry, ids: ReadonlySet<string>): Run[] {
  const services = affectedBeside(entry).filter((s) => !(s.apart && ids.has(s.id ?? '')))
  return listed(services).flatMap(({ before, run }, n) => [
    { text: n === 0 && before === '' ? (services.length > 1 ? ', ' : ' and ') : before },
    run,
  ])
}

function listed(services: readonly AffectedService[]): { before: string; run: Run }[] {
  const rest = Math.max(0, services.length - moreServices)
  const named = services.slice(0, moreServices).map(({ name, url }) => ({
    text: name,
    ...(url ? { url } : {}),
  }))
  const runs: Run[] = rest > 0 ? [...named, { text: `${rest} more` }] : named
  return runs.map((run, n) => ({
    before: n === 0 ? '' : n === runs.length - 1 ? ' and ' : ', ',
    run,
  }))
}

/** `Also affected: A and B`, for one of several incidents of an entry. */
export function affectedUnder(incident: IncidentLine, { alsoAffected }: Entry): Run[] {
  const others = alsoAffected.filter((s) => s.of === incident.key)
  return listed(others).flatMap(({ before, run }) => [{ text: before || 'Also affected: ' }, run])
}
