import type { Impact, IncidentKind, Status } from '../incident.ts'
import { impactOf, kindOf, stateOf } from './state-words.ts'

const labels = new Map<string, Status>([
  ['assessed', 'identified'],
  ['upcoming', 'scheduled'],
  ['maintenance', 'in_progress'],
  ['cancelled', 'completed'],
  ['ended', 'completed'],
])
const impacts = new Map<string, Impact>([
  ['operational', 'none'],
  ['degraded', 'minor'],
  ['outage', 'critical'],
  ['maintenance', 'maintenance'],
])

/** The impact that the state of a component or page stands for. */
export function hundImpact(state: string | null | undefined): Impact {
  return impacts.get((state ?? '').trim().toLowerCase()) ?? 'unknown'
}

/** `Information` is a bulletin that is over as it is posted (the platform's help on issues). */
export function hundKind(label: string, scheduled: boolean): IncidentKind {
  if (/^information/i.test(label.trim())) return 'notice'
  if (scheduled || /^(?:maintenance|upcoming)$/i.test(label.trim())) return 'maintenance'
  return kindOf(label) === 'maintenance' ? 'maintenance' : 'incident'
}

/** The state that a label names; pages may write labels of their own. */
export function hundStatus(label: string, kind: IncidentKind): Status {
  const word = label.trim().toLowerCase()
  if (kind === 'notice') return 'resolved'
  const status = labels.get(word) ?? stateOf(label)
  if (kind === 'maintenance') return status === 'resolved' ? 'completed' : status
  return status === 'completed' ? 'resolved' : status
}

/** The worst of some states, with the word for it. */
export function worstHundState(states: readonly string[]): { impact: Impact; word: string | null } {
  for (const state of ['outage', 'degraded', 'maintenance']) {
    if (states.some((s) => s.toLowerCase() === state))
      return { impact: hundImpact(state), word: state }
  }
  const [other] = states.filter((s) => hundImpact(s) === 'unknown')
  return { impact: other ? impactOf(other) : 'unknown', word: other ?? null }
}
