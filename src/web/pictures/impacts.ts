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

/** How a bar is drawn: maintenance looks like maintenance whatever its impact says. */
export function drawnAs(kind: IncidentKind, impact: Impact): Impact {
  return kind === 'maintenance' ? 'maintenance' : impact
}
