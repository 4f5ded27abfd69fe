/** Fields of an incident that a table shows, one a column. */
export const incidentColumns = [
  'id',
  'service',
  'feed',
  'url',
  'title',
  'kind',
  'status',
  'impact',
  'impactLabel',
  'startedAt',
  'resolvedAt',
  'postedAt',
  'updatedAt',
  'firstSeenAt',
  'lastSeenAt',
  'state',
] as const

/** Quoted where needed; what a spreadsheet would take for a formula gets an apostrophe. */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
