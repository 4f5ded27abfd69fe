import { compile, is, selectAll } from 'css-select'
import { type DomUtils, Parser, parseDocument } from 'htmlparser2'
import { decodeText, textOf } from './decode.ts'
import type { Reply } from './source.ts'
import { oneLine, plainText } from './text.ts'
import { refuse } from './tolerance.ts'

type Root = ReturnType<typeof parseDocument>
type Node = Root['children'][number]
export type Element = NonNullable<ReturnType<typeof DomUtils.findOne>>

/** A page that came whole. */
export interface HtmlPage {
  url: string
  /** What relative links are relative to. */
  base: string
  root: Root
  /** The page's own word for its language (`de-AT`), or null. */
  language: string | null
  /** Every element with its place in the text. */
  places: ReadonlyMap<Element, number>
}

/** `a@href`: what is selected, and of which attribute the value is taken; null means the text. */
interface Picked {
  selector: string
  attribute: string | null
}

const deepest = 1000
/** Their end tags may be left out; those of all others stand in every page that is whole. */
const mayStayOpen = new Set(
  'html head body p li dt dd td th tr tbody thead tfoot colgroup caption option optgroup rb rt rtc rp'.split(
    ' ',
  ),
)
const empty = new Set(['br', 'hr', 'img', 'wbr', 'input', 'link', 'meta', 'col', 'source', 'area'])
const unseen = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg', 'iframe'])
const startsHtml =
  /<(?:!doctype html|html|head|body|main|section|article|div|table|ul|ol|dl|p|h[1-6])\b/i

/**
 * The page in a reply. An empty body, JSON, a feed and a page that was cut off are ParseErrors.
 * The charset of a `<meta>` counts where neither the header nor a byte order mark names one.
 */
export function readHtml(reply: Reply): HtmlPage {
  const text = decoded(reply)
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (/^<\?xml|^<(?:rss|feed)\b/i.test(start) && /<(?:rss|feed|rdf:RDF)\b/.test(start)) {
    refuse(`${reply.url}: a feed where a page was due; read it as rss`)
  }
  if (/^[[{]/.test(start) || !startsHtml.test(text)) refuse(`${reply.url}: no HTML`)
  refuseCut(text, reply.url)
  const root = parseDocument(text)
  const places = placesIn(root)
  const first = (name: string) => [...places.keys()].find((element) => element.name === name)
  const base = first('base')?.attribs.href
  return {
    url: reply.url,
    base: base && URL.canParse(base, reply.url) ? new URL(base, reply.url).href : reply.url,
    root,
    language: first('html')?.attribs.lang?.trim() || null,
    places,
  }
}

function decoded(reply: Reply): string {
  const text = textOf(reply)
  if (/charset/i.test(reply.headers['content-type'] ?? '') || /^[\xEF\xFE\xFF]/.test(mark(reply))) {
    return text
  }
  const head = Buffer.from(reply.body.subarray(0, 2048)).toString('latin1')
  const named = /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1]
  // A <meta> that can be read byte by byte is not in UTF-16, whatever it says.
  if (!named || /^utf-?(?:8|16|32)/i.test(named)) return text
  return decodeText(reply.body, `text/html; charset=${named}`).text
}

function mark(reply: Reply): string {
  return Buffer.from(reply.body.subarray(0, 1)).toString('latin1')
}

/** The text ends within an element that only its end tag can close, or is nested beyond reason. */
function refuseCut(text: string, url: string): void {
  let left: string[] = []
  let depth = 0
  let deep = false
  const parser = new Parser({
    onopentag(name) {
      left = []
      if (!empty.has(name)) depth++
      deep ||= depth > deepest
    },
    onclosetag(name, implied) {
      if (!empty.has(name)) depth--
      left = implied ? [...left.slice(-deepest), name] : []
    },
    ontext(data) {
      if (data.trim()) left = []
    },
  })
  parser.end(text)
  if (deep) refuse(`${url}: elements are nested more than ${deepest} deep`)
  const open = left.find((name) => !mayStayOpen.has(name) && !empty.has(name))
  if (open) refuse(`${url}: the page was cut off within <${open}>`)
  if (/<\/head\s*>/i.test(text) && !/<\/(?:body|html)\s*>/i.test(text)) {
    refuse(`${url}: the page was cut off before </body>`)
  }
}

function placesIn(root: Root): Map<Element, number> {
  const places = new Map<Element, number>()
  const waiting: Node[] = [...root.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    places.set(node, places.size)
    waiting.push(...node.children.toReversed())
  }
  return places
}

function isElement(node: Node): node is Element {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style'
}

/** What is wrong with a selector, in words that follow it, or null. */
export function selectorFault(text: string, attributes: 'may' | 'must not'): string | null {
  const { selector, attribute } = parts(text)
  if (attribute && attributes === 'must not') return 'an element is meant, not an @attribute'
  if (selector === '' || selector === ':scope') {
    return attribute || selector ? null : 'nothing stands there'
  }
  const bare = selector.replace(/\[[^\]]*\]|"[^"]*"|'[^']*'/g, '')
  if (/[.#](?:[\s.#>+~,[:]|$)/.test(bare)) return 'a name is missing behind . or #'
  try {
    compile(selector)
    return null
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error))
  }
}

function parts(text: string): Picked {
  const m = /^(.*?)@([a-z_][\w.:-]*)$/is.exec(text.trim())
  return { selector: (m?.[1] ?? text).trim(), attribute: m?.[2]?.toLowerCase() ?? null }
}

const queries = new Map<string, ReturnType<typeof compile<Node, Element>>>()

function compiled(selector: string) {
  const query = queries.get(selector) ?? compile<Node, Element>(selector)
  if (queries.size < 500) queries.set(selector, query)
  return query
}

/** Elements below `within` (of the whole page without one), in their order; `:scope` is itself. */
export function elementsBy(page: HtmlPage, selector: string, within?: Element): Element[] {
  if (within && (selector === '' || selector === ':scope')) return [within]
  // Only what looks at nothing around it means the same wherever it is looked for.
  const query = /^[^\s>+~,:]+$/.test(selector) ? compiled(selector) : selector
  const found = selectAll<Node, Element>(query, within ?? page.root)
  return found.sort((a, b) => page.places.get(a)! - page.places.get(b)!)
}

/** True if an element is, or holds, what a selector names. */
export function meets(page: HtmlPage, element: Element, selector: string): boolean {
  return (
    is<Node, Element>(element, compiled(selector)) || elementsBy(page, selector, element).length > 0
  )
}

/** What `selector` or `selector@attribute` gives within an element: each value that is not blank. */
export function valuesBy(
  page: HtmlPage,
  text: string,
  within?: Element,
): { element: Element; value: string }[] {
  const { selector, attribute } = parts(text)
  return elementsBy(page, selector, within).flatMap((element) => {
    const raw = attribute ? (element.attribs[attribute] ?? '') : textIn(element)
    return raw.trim() ? [{ element, value: raw }] : []
  })
}

/** Plain text of an element, without those elements in it that say something else. */
export function textIn(element: Element, without: ReadonlySet<Element> = new Set()): string {
  return plainText(markup(element.children, without))
}

/** HTML of an element, with tags but without attributes. */
export function markupOf(element: Element, without: ReadonlySet<Element> = new Set()): string {
  return markup(element.children, without)
}

function markup(nodes: readonly Node[], without: ReadonlySet<Element>): string {
  return nodes.map((node) => markupOfNode(node, without)).join('')
}

function markupOfNode(node: Node, without: ReadonlySet<Element>): string {
  if (node.type === 'text') {
    return (node as unknown as { data: string }).data.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  }
  if (!isElement(node) || unseen.has(node.name) || without.has(node)) return ''
  const start = `<${node.name}>`
  return empty.has(node.name) ? start : `${start}${markup(node.children, without)}</${node.name}>`
}

/** True if the page shows a text: white space and capitals aside, and not in what it hides. */
export function shows(page: HtmlPage, text: string): boolean {
  const wanted = folded(text)
  return wanted !== '' && folded(shownText(page.root.children)).includes(wanted)
}

function shownText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return (node as unknown as { data: string }).data
      if (!isElement(node) || unseen.has(node.name) || isHidden(node)) return ''
      return shownText(node.children)
    })
    .join(' ')
}

function isHidden({ attribs }: Element): boolean {
  return 'hidden' in attribs || /display\s*:\s*none/i.test(attribs.style ?? '')
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, '')
}
