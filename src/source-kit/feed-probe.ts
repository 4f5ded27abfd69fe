import { oneLine, plainText, safeLink } from './text.ts'

/** A feed found in a probe reply. */
export interface FoundFeed {
  url: string
  /** Its title, or that of the page that links to it; may be empty. */
  title: string
  /** It was only linked to, and not looked at. */
  linked: boolean
}

/** Whether a text is RSS or Atom from its beginning on. */
export function isFeedText(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed)\b/i.test(text)
}

/** The feed a document is, or the first one an HTML page links to; null when there is none. */
export function feedAddress(text: string, url: string): FoundFeed | null {
  const head = text.slice(0, 100_000)
  const title = oneLine(
    plainText(/<title[^>]*>([\s\S]{0,500}?)<\/title>/i.exec(head)?.[1] ?? ''),
  ).replace(/^<!\[CDATA\[|\]\]>$/g, '')
  if (/<(?:rss|feed|rdf:rdf)[\s>]/i.test(head.slice(0, 2000))) return { url, title, linked: false }
  if (/^\s*\{/.test(head) && /"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org/i.test(head)) {
    return { url, title: jsonTitle(head), linked: false }
  }
  for (const [tag] of head.matchAll(/<link\b[^>]{1,1000}>/gi)) {
    if (!/\balternate\b/i.test(tag) || !/application\/(?:rss|atom|feed)\+(?:xml|json)/i.test(tag)) {
      continue
    }
    const href = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1]
    const address = safeLink(href?.replace(/&amp;/g, '&'), url)
    if (address) return { url: address, title, linked: true }
  }
  return null
}

function jsonTitle(head: string): string {
  return oneLine(/"title"\s*:\s*"([^"]{0,200})"/.exec(head)?.[1] ?? '')
}
