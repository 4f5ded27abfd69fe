import { nameFromGrammar } from './name-grammar.ts'
import { lettersOf, type NameHit, namesIn, type ServiceNames } from './names.ts'
import { failureWord, wordsOf } from './words.ts'

export interface NamedService {
  /** Null where the catalogue does not know it. */
  id: string | null
  name: string
}

/** The service that a headline is about, from its title, else from its address; null when neither says. */
export function serviceOf(title: string, url: string, names: ServiceNames): NamedService | null {
  const hits = namesIn(title, names)
  const host = fromStatusHost(url, names)
  if (host?.id && isIn(host, hits, title)) return host
  const known = nearest(hits, title)
  if (known) return { id: known.id, name: known.name }
  if (host) return host
  const open = nameFromGrammar(title)
  return (open && named(open, names)) || fromFrontPage(url, names)
}

/** Whose page it is, if the title says the name too, be it an everyday word. */
function isIn({ id, name }: NamedService, hits: readonly NameHit[], title: string): boolean {
  if (hits.some((h) => h.id === id)) return true
  return hits.length > 0 && wordsOf(title).some((w) => w.written === name)
}

/** Of several names the one closest to a word of failure: "Google apologises for Gmail outage". */
export function nearest(hits: readonly NameHit[], title: string): NameHit | null {
  const words = wordsOf(title)
  const failures = words.flatMap((w, i) => (failureWord.test(w.lower) ? [i] : []))
  const distance = (h: NameHit) =>
    Math.min(...failures.map((f) => (f > h.last ? f - h.last : Math.max(h.first - f, 0) + 1)), 50)
  const rank = (h: NameHit) => distance(h) - (h.words >= 3 ? 10 : 0)
  const best = [...hits].sort((a, b) => rank(a) - rank(b) || b.words - a.words || a.first - b.first)
  return best[0] ? headOfList(best[0], hits, title) : null
}

/** "A, B and C down": a list is called by its first. */
function headOfList(hit: NameHit, hits: readonly NameHit[], title: string): NameHit {
  const words = wordsOf(title)
  const before = hits.find((h) => {
    const [from, to] = [words[h.last], words[hit.first]]
    return (
      h.last < hit.first && /^(?:, ?| and |, and | & |\/)$/.test(title.slice(from?.end, to?.start))
    )
  })
  return before ? headOfList(before, hits, title) : hit
}

/**
 * In the catalogue's own spelling where it knows the name. An everyday word that it knows was no
 * subject of a failure, or it would have been found before: then the title names nobody.
 */
function named(name: string, names: ServiceNames): NamedService | null {
  const plain = name.replace(/\.(?:com|org|net|io)$/i, '')
  const known = names.byLetters.get(lettersOf(name)) ?? names.byLetters.get(lettersOf(plain))
  const [word, ...rest] = name.toLowerCase().split(' ')
  const refused = rest.length === 0 && names.byFirst.get(word!)?.some((c) => c.everyday)
  if (known && refused) return null
  return known ?? { id: null, name }
}

const hostOf = (url: string) =>
  /^https?:\/\/(?:www\.)?([\w.-]+)/i.exec(url)?.[1]?.toLowerCase() ?? ''

/** `status.example.com`, `examplestatus.com`, `example.statuspage.io`: whose page it is. */
function fromStatusHost(url: string, names: ServiceNames): NamedService | null {
  const host = hostOf(url)
  const label =
    /^(?:status|health|uptime|trust)\.([\w-]+)\./.exec(host)?.[1] ??
    /^(?:health|status)\.[\w-]+\.(amazon)\./.exec(host)?.[1] ??
    /^([\w-]+?)-?status\.(?:com|io|net|org|app|dev)$/.exec(host)?.[1] ??
    /^([\w-]+)\.(?:statuspage|status|instatus|betteruptime|hund)\.(?:io|com)$/.exec(host)?.[1] ??
    /^([\w-]+)\.status\.[\w-]+\./.exec(host)?.[1]
  return label ? fromLabel(label, names) : null
}

/** The front page of a site names the site. */
function fromFrontPage(url: string, names: ServiceNames): NamedService | null {
  if (!/^https?:\/\/[\w.-]+\/?$/i.test(url)) return null
  const label = /^(?:[\w-]+\.)?([\w-]{3,})\.\w{2,}$/.exec(hostOf(url))?.[1]
  return label ? fromLabel(label, names) : null
}

function fromLabel(label: string, names: ServiceNames): NamedService | null {
  if (label.length < 3 || /^(?:page|my|app|www|public)$/.test(label)) return null
  const known = names.byLetters.get(lettersOf(label))
  return known ?? { id: null, name: label.charAt(0).toUpperCase() + label.slice(1) }
}
