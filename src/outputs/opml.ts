import { generateOpml, parseOpml } from 'feedsmith'

/** An address somebody listed, with what was said of it. */
export interface Listed {
  url: string
  name: string | null
  category: string | null
}

/** A page for the list of feeds. `feedUrl` is what a feed reader can subscribe to, where there is one. */
export interface Subscription {
  name: string
  category: string | null
  url: string
  feedUrl: string | null
}

/** OPML 2.0 with one folder for each category; pages without a feed of their own are links. */
export function opmlOf(subscriptions: readonly Subscription[], title: string): string {
  const folders = Map.groupBy(subscriptions, (s) => s.category ?? 'other')
  const outlines = [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, members]) => ({ text, outlines: members.map(outlineOf) }))
  // OPML wants one outline at least.
  const filled = outlines.length > 0 ? outlines : [{ text: 'none' }]
  return generateOpml({ head: { title }, body: { outlines: filled } })
}

function outlineOf({ name, url, feedUrl }: Subscription) {
  return feedUrl
    ? { text: name, title: name, type: 'rss', xmlUrl: feedUrl, htmlUrl: url }
    : { text: name, title: name, type: 'link', url }
}

/** Addresses in an OPML file, or in a plain list: one a line, perhaps with a name behind it, `#` for comments. */
export function listedIn(text: string): Listed[] {
  const found = /<opml[\s>]/i.test(text.slice(0, 2000)) ? listedInOpml(text) : listedInLines(text)
  const seen = new Set<string>()
  return found.filter(({ url }) => !seen.has(url) && seen.add(url))
}

interface Outline {
  text?: string
  title?: string
  xmlUrl?: string
  htmlUrl?: string
  url?: string
  outlines?: Outline[]
}

function listedInOpml(text: string): Listed[] {
  const walk = (outlines: readonly Outline[], folder: string | null): Listed[] =>
    outlines.flatMap((o) => {
      const url = o.xmlUrl ?? o.url ?? o.htmlUrl
      const name = o.title ?? o.text ?? null
      const own = url ? [{ url, name, category: folder }] : []
      return [...own, ...walk(o.outlines ?? [], url ? folder : name)]
    })
  return walk((parseOpml(text).body?.outlines ?? []) as Outline[], null)
}

function listedInLines(text: string): Listed[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, url, name] = /^\s*([^\s#]\S*)\s*(.*?)\s*$/.exec(line) ?? []
    return url ? [{ url, name: name || null, category: null }] : []
  })
}
