const markup = /<[a-z!/?]|&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Plain text for a field that some clients show as it is and others take for HTML (bodies of
 * Statuspage, titles of RSS). Text that nobody can take for markup stays as it is; any other is
 * escaped as a whole, so that it is shown and never run.
 */
export function plainField(text: string): string {
  return markup.test(text) ? text.replace(/[&<>]/g, (c) => entities[c]!) : text
}
