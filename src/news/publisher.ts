import { lettersOf, type ServiceNames } from './names.ts'
import { signsAddress } from './signs-address.ts'

export interface Publisher {
  id: string | null
  name: string
}

/** Whose site it is does not say who wrote there. */
const anybodys =
  /^(?:medium|github|gitlab|wordpress|substack|blogspot|blogger|tumblr|twitter|x|reddit|youtube|youtu|linkedin|facebook|hashnode|dev|hackernoon|ycombinator|lobste|slashdot|soylentnews|notion|google|amazon|microsoft|apple|yahoo|msn|bbc|livejournal|posthaven|ghost|wikipedia|archive|bloomberg|reuters|medium|mastodon|vimeo|scribd|slideshare|netlify|vercel|pages|herokuapp|appspot|readthedocs|feedburner|discourse|pinterest|bsky|threads|flipboard|fox|cnn|nytimes)$/
/** Parts of large houses, and hosts whose label is not the name. */
const houses: readonly (readonly [RegExp, string])[] = [
  [/^aws\.amazon\.com$/, 'aws'],
  [/^(?:www\.)?amazon\.science$/, 'amazon'],
  [/^(?:cloud\.google\.com|cloudblog\.withgoogle\.com)$/, 'googlecloud'],
  [/^(?:workspace|gsuiteupdates|workspaceupdates)\.(?:google|googleblog)\.com$/, 'googleworkspace'],
  [/^(?:security|blog|googleblog)\.(?:google|googleblog)\.com$/, 'google'],
  [/^(?:engineering|about)\.fb\.com$|^(?:engineering|about)\.meta\.com$/, 'facebook'],
  [/^(?:azure\.microsoft\.com|azure\.status\.microsoft)$/, 'azure'],
  [/^(?:github\.blog|githubengineering\.com|githubblog\.com|blog\.github\.com)$/, 'github'],
  [/^(?:slackhq\.com|slack\.engineering)$/, 'slack'],
  [/^(?:netflixtechblog\.com|techblog\.netflix\.com)$/, 'netflix'],
  [/^(?:devblogs|blogs)\.microsoft\.com$/, 'microsoft'],
]
const prefixes =
  /^(?:www|blogs?|engineering|eng|tech|techblog|devblog|developers?|dev|news|newsroom|status|community|forums?|support|help|about|building|ops|sre|security|exchange|en|info|trust|press|medium|updates?|insights|stories|engineers|code|labs|corp)$/
const endings =
  /(?:engineering|techblog|blog|status|hq|labs|inc|dc|community|news|tech|fm|dev|app|io)$/
const ownPath =
  /\/(?:blogs?|engineering|incidents?|post-?mortems?|outages?|news|newsroom|message|company|topics|rfo)(?:\/|$)/i
const blogPath = /\/(?:blog|engineering|post-?mortems?|rfo)(?:\/|$)/i
/** A company's publication on a shared site: `quillbase-engineering`. */
const companyPath = /^\/[\w-]+-(?:engineering|eng|ops|tech|blog)\//
const ownHost = /^(?:blogs?|engineering|eng|techblog|devblog|building|community|ops|sre)\./

/** A status page tells of what goes on. */
const statusPage = signsAddress.find((s) => s.id === 'u-status')!.pattern

/** Whose own pages an address lies on: of a service we know, or `open`, by the host of a blog. */
export function publisherBy(
  url: string,
  names: ServiceNames,
): { publisher: Publisher | null; own: boolean } {
  const { host, path } = partsOf(url)
  if (host === '' || statusPage.test(url)) return { publisher: null, own: false }
  const house = houses.find(([pattern]) => pattern.test(host))?.[1]
  const known = house ? names.byLetters.get(house) : undefined
  if (known) return { publisher: known, own: true }
  const label = host === 'github.com' && /^\/blog\//.test(path) ? 'github' : labelOf(host, path)
  if (label === null) return { publisher: null, own: false }
  const company = host === 'medium.com' && companyPath.test(path)
  const own = ownHost.test(host) || ownPath.test(path) || company
  for (const form of formsOf(label)) {
    const hit = form.length >= 2 ? names.byLetters.get(lettersOf(form)) : undefined
    if (hit) return { publisher: hit, own: true }
  }
  const name = label.charAt(0).toUpperCase() + label.slice(1)
  return {
    publisher: own ? { id: null, name } : null,
    own: own && (ownHost.test(host) || blogPath.test(path)),
  }
}

function partsOf(url: string): { host: string; path: string } {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return { host: '', path: '' }
  const { hostname, pathname } = new URL(url)
  return { host: hostname.replace(/^www\./, ''), path: pathname.slice(0, 300) }
}

/** The label that names whose host it is; on a shared host the first part of the path. */
function labelOf(host: string, path: string): string | null {
  const labels = host.split('.')
  const short = /^(?:co|com|org|net|gov|ac|edu)$/.test(labels.at(-2) ?? '') && labels.length > 2
  const main = labels.at(short ? -3 : -2) ?? ''
  if (!anybodys.test(main)) return main
  const sub = labels.slice(0, short ? -3 : -2).find((l) => !prefixes.test(l))
  if (sub) return sub
  const first = /^\/@?([\w-]{3,40})\//.exec(path)?.[1] ?? ''
  return main === 'medium' && !/^p$/.test(first) && first ? first.replace(/-.*$/, '') : null
}

function formsOf(label: string): string[] {
  const bare = label.replace(/-/g, '')
  const cut = bare.replace(endings, '')
  return [...new Set([label, bare, cut, bare.replace(/^(?:get|try|use|join)/, '')])]
}
