import { ParseError } from '../errors.ts'

/** The text of an XML feed, made safe to be parsed, and what was wrong with it. */
export interface FeedText {
  text: string
  /** Name of the root element. */
  root: string
  /** How many items or entries begin in it. */
  items: number
  /** A sentence when markup inside an item is not well-formed XML; else null. */
  untidy: string | null
}

/** No feed nests deeper; the parsers overflow the stack or hang at a hundred thousand. */
const deepest = 1000
/** The largest real feeds hold some hundreds; the parsers take seconds for a hundred thousand. */
const mostItems = 10_000
/** HTML that is never closed, where a feed holds it unescaped. */
const voidTags = /^(?:br|hr|img|wbr|input|col|source)$/i
const roots = /^(?:[\w.-]+:)?(?:rss|feed|rdf)$/i
/** Elements whose markup is text to us: kept in one piece, since parsers mix up its order. */
const bodies = /^(?:[\w.-]+:)?(?:description|encoded|content|summary)$/i
const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g
const tagName = /<\/?([a-z_][\w:.-]*)/iy

interface Scan {
  text: string
  out: string[]
  /** Up to where `text` has been copied to `out`. */
  done: number
  depth: number
  root: string | null
  closed: boolean
  items: number
  untidy: string | null
  /** Names no end tag of which lies ahead. */
  unended: Set<string>
}

/**
 * Checks in one pass that the document is a feed, whole and not absurdly nested, and turns markup
 * inside bodies into text. Throws ParseError for HTML, for anything else that is no feed, and for a
 * document whose root element is not closed: half a feed is not a shorter feed.
 */
export function feedText(raw: string, url: string): FeedText {
  const text = raw.replace(illegal, '').toWellFormed()
  const scan: Scan = {
    text,
    out: [],
    done: 0,
    depth: 0,
    root: null,
    closed: false,
    items: 0,
    untidy: null,
    unended: new Set(),
  }
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    at = step(scan, at, url)
    if (at < 0) break
  }
  if (!scan.root) throw new ParseError(`${url}: neither RSS, Atom nor JSON Feed`)
  if (!scan.closed) throw new ParseError(`${url}: cut off, <${scan.root}> is never closed`)
  const { root, items, untidy } = scan
  return { text: scan.out.join('') + text.slice(scan.done), root, items, untidy }
}

/** Takes in what begins with the `<` at `at`; where to go on, or -1 when its end is missing. */
function step(scan: Scan, at: number, url: string): number {
  const { text } = scan
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9)
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2)
  if (text.startsWith('<!', at)) return declaration(text, at, url)
  tagName.lastIndex = at
  const name = tagName.exec(text)?.[1]
  if (name === undefined) return at + 1
  const end = after(text, '>', at)
  if (end < 0) return -1
  if (text[at + 1] === '/') return closing(scan, name, end)
  return opening(scan, name, text[end - 2] === '/', end, url)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

function declaration(text: string, at: number, url: string): number {
  const end = after(text, '>', at)
  if (end < 0) return -1
  const word = text.slice(at, Math.min(end, at + 80))
  if (/^<!doctype\s+html/i.test(word)) refuseHtml(url)
  const subset = text.slice(at, end).includes('[')
  return subset ? after(text, ']>', at) : end
}

function closing(scan: Scan, name: string, end: number): number {
  if (name === scan.root) scan.closed = true
  scan.depth--
  return end
}

function opening(scan: Scan, name: string, empty: boolean, end: number, url: string): number {
  if (!scan.root && /^html$/i.test(name)) refuseHtml(url)
  if (!scan.root && roots.test(name)) {
    scan.root = name
    scan.depth = 0
    if (empty) scan.closed = true
  }
  if (/^(?:[\w.-]+:)?(?:item|entry)$/i.test(name) && ++scan.items > mostItems) {
    throw new ParseError(`${url}: more than ${mostItems} items`)
  }
  if (empty || voidTags.test(name)) return end
  if (scan.root && bodies.test(name)) return body(scan, name, end)
  if (++scan.depth > deepest) throw new ParseError(`${url}: nested more than ${deepest} deep`)
  return end
}

function refuseHtml(url: string): never {
  throw new ParseError(`${url}: HTML where a feed was due`)
}

/** The inside of a body: markup is escaped; CDATA and escaped text stay as they are. */
function body(scan: Scan, name: string, from: number): number {
  const end = endOf(scan, name, from)
  const inner = end < 0 ? '' : scan.text.slice(from, end)
  if (end < 0 || inner.includes('<![CDATA[') || !inner.includes('<')) {
    scan.depth++
    return from
  }
  if (!scan.untidy && !isTidy(inner)) {
    scan.untidy = `markup inside <${name}> is not well-formed`
  }
  scan.out.push(scan.text.slice(scan.done, from), escaped(inner))
  scan.done = end
  scan.depth++
  return end
}

function endOf(scan: Scan, name: string, from: number): number {
  if (scan.unended.has(name)) return -1
  const mark = `</${name}`
  let found = scan.text.indexOf(mark, from)
  while (found >= 0 && !/[\s>]/.test(scan.text[found + mark.length] ?? '')) {
    found = scan.text.indexOf(mark, found + mark.length)
  }
  if (found < 0) scan.unended.add(name)
  return found
}

function isTidy(markup: string): boolean {
  const tags = markup.match(/<\/?[a-z][^<>]*>/gi) ?? []
  const open = tags.filter((tag) => tag[1] !== '/' && !tag.endsWith('/>')).length
  const close = tags.filter((tag) => tag[1] === '/').length
  return open === close && !/&(?![\w#]+;)/.test(markup)
}

function escaped(markup: string): string {
  return markup.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
