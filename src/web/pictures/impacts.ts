import type { Impact, IncidentKind } from '../../incident.ts'

/** Impacts as words beside a picture. */
export const impactWords: Record<Impact, string> = {
  critical: 'critical',
  major: 'major',
  minor: 'minor',
  none: 'no impact',
  unknown: 'impact unknown',
  maintenance: 'maintenance',
}

/** From harmless to worst, for ordering what is drawn; a value never seen stands between. */
export const heaviness: Record<Impact, number> = {
  maintenance: 0,
  none: 1,
  unknown: 2,
  minor: 3,
  major: 4,
  critical: 5,
}

/** How a bar is drawn: maintenance looks like maintenance whatever its impact says. */
export function drawnAs(kind: IncidentKind, impact: Impact): Impact {
  return kind === 'maintenance' ? 'maintenance' : impact
}
