import type { Service } from '../incident.ts'
import { causeOf } from './causes.ts'
import type { Fact } from './digest.ts'
import { bestMinutes } from './duration.ts'
import type { Outage } from './outage.ts'
import { sentencesOf } from './sentences.ts'
import type { DraftSettings, Lift } from './settings.ts'
import { substanceOf } from './substance.ts'

/** What is known of an outage beside its own post. */
export interface About {
  service: Service | null
  /** How many publishers wrote about it. */
  publishers: number
  /** Titles and summaries of what they wrote. */
  press: string
}

const everybody =
  /\b(?:all|most|every|majority of|entire|complete(?:ly)?|global(?:ly)?|worldwide)\s+(?:\w+\s+){0,2}(?:customers|users|requests|traffic|regions|outage|down|unavailab\w*|sites)\b|\b(?:[3-9]\d|100)(?:\.\d+)?\s?(?:%|percent)|\b(?:millions|thousands) of\b|\b(?:completely|entirely) (?:down|unavailable|offline)\b/i
const few =
  /\b(?:small (?:number|subset|percentage|fraction)|handful|very few|limited number|less than 1 ?%|single (?:customer|user|host))\b|\b0\.\d+ ?%/i
/** Headlines have words of their own for it. */
const wideHeadline =
  /\b(?:massive|nation-?wide|country-?wide|world-?wide|global|millions|thousands|hundreds of|dozens of|flights?|hospitals|911|emergency (?:calls?|services|lines?)|across (?:the )?(?:us|u\.s\.|uk|country|nation|world|europe|australia)|for everyone|half the (?:internet|web))\b/i

/** What the texts say of how many were hit. */
export function breadthOf(words: string): 'many' | 'few' | null {
  const said = sentencesOf(words).filter((s) => substanceOf(s) > 0)
  if (said.some((s) => few.test(s))) return 'few'
  return said.some((s) => everybody.test(s)) ? 'many' : null
}

export function isWideInPress(press: string): boolean {
  return wideHeadline.test(press)
}

const byWords: readonly [string, RegExp][] = [
  [
    'telecom',
    /\b(?:mobile (?:network|outage|service|phone)s?|broadband|telecoms?|telcos?|carriers?|isps?|internet (?:service )?providers?|cell(?:ular)? (?:service|network)|phone (?:network|service|lines)|landlines?|5g|sms service)\b/i,
  ],
  [
    'games',
    /\b(?:video ?games?|gamers?|gaming|game servers?|multiplayer|matchmaking|xbox live|playstation|nintendo|mmo)\b/i,
  ],
]

/** The kinds of outage, of those that an editor may lean against, that this one is. */
function kindsOf(outage: Outage | null, { service, press }: About): string[] {
  const own = service ? service.category : byWords.find(([, words]) => words.test(press))?.[0]
  return [own, outage && scopeOf(outage), outage && isSmall(outage) ? 'small' : null].filter(
    (k) => typeof k === 'string',
  )
}

const zone =
  /\b(?:[a-z]{2,12}-(?:[a-z]{2,14}-){0,2}[a-z]{2,14}-?\d-?[a-z]\b|[a-z]{3}\d?-az\d\b|(?:one|single|an?) (?:\w+ )?(?:availability )?zone\b|(?:one|single) (?:data ?cent(?:er|re)|data hall|rack|cluster)\b)/gi
const region =
  /\b(?:[a-z]{2,12}-(?:[a-z]{2,14}-){0,2}[a-z]{2,14}-?\d{1,2}\b|(?:nyc|sfo|ams|sgp|lon|fra|tor|blr|syd|iad|sin)\d?\b|(?:one|single) region\b)/gi

/** One zone, or one region, as its regions, its components or its title name it. */
export function scopeOf(outage: Outage): 'single-zone' | 'single-region' | null {
  const { regions, components, title, serviceIds } = outage.incident
  if (serviceIds.length > 4) return null
  const places = new Set(regions.map((r) => r.toLowerCase()))
  const text = [title, ...(regions.length > 0 ? regions : components)].join(' ; ')
  const zones = distinct(text, zone)
  if (zones.size === 1 && places.size < 2) return 'single-zone'
  if (zones.size > 0) return null
  if (places.size === 1) return isEverywhere([...places][0]!) ? null : 'single-region'
  return places.size === 0 && distinct(text, region).size === 1 ? 'single-region' : null
}

function isEverywhere(place: string): boolean {
  return /global|world|all|multi/i.test(place)
}

function distinct(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map((m) => m[0].toLowerCase()))
}

/** Said to be small, and over within the hour. */
function isSmall({ line }: Outage): boolean {
  const minutes = bestMinutes(line.durations)
  const slight = line.impact === 'minor' || line.impact === 'none'
  return slight && !line.open && minutes !== null && minutes < 60
}

/** The points of each leaning that this outage meets: 0 where something makes up for it. */
export function leaningFacts(
  outage: Outage | null,
  about: About,
  settings: DraftSettings,
): (Fact & { steady?: boolean })[] {
  const made = [...madeUpBy(outage, about, settings)]
  return kindsOf(outage, about).flatMap((kind) => {
    const leaning = Object.hasOwn(settings.leanings, kind) ? settings.leanings[kind] : undefined
    if (!leaning) return []
    const [lift] = made.filter(([one]) => leaning.liftedBy.includes(one))
    if (leaning.points >= 0) return [{ what: kind, points: leaning.points }]
    // That something small counts in full needs no telling.
    const steady = kind === 'small' || kind === 'single-region'
    return lift
      ? [{ what: `${kind}: usually left out, but ${lift[1]}`, points: 0, steady }]
      : [{ what: `${kind}: usually left out`, points: leaning.points }]
  })
}

function madeUpBy(outage: Outage | null, about: About, settings: DraftSettings): [Lift, string][] {
  const words = [outage?.words ?? '', about.press].join('\n')
  const found: [Lift, string][] = []
  if (isWide(outage, about, settings)) found.push(['wide', 'its impact is wide'])
  if (causeOf(words)?.unusual) found.push(['cause', 'its cause is unusual'])
  if (outage?.followUp) found.push(['report', 'a report was published'])
  if (about.publishers >= settings.manyPublishers) found.push(['press', 'many wrote about it'])
  return found
}

function isWide(outage: Outage | null, { press }: About, settings: DraftSettings): boolean {
  if (isWideInPress(press)) return true
  if (!outage) return false
  return (
    breadthOf(outage.words) === 'many' || outage.line.regions.length >= settings.regionPoints.least
  )
}
