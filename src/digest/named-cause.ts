import { type NameHit, namesIn, type ServiceNames } from '../news/names.ts'
import { wordsOf } from '../news/words.ts'
import { sentencesOf } from './sentences.ts'

/** Another service that a text names as the cause, with the sentence that says so. */
export interface NamedCause {
  id: string
  name: string
  sentence: string
}

const trouble =
  '(?:issues?|problems?|incidents?|outages?|degradation|disruptions?|failures?|errors?|interruptions?|unavailability|downtime|latency|timeouts?)'
const supplier = '(?:provider|vendor|partner|supplier|host|dependency)s?'

/** Words that may stand between "due to" and the name; anything else could turn the sense. */
const between =
  `(?:an?|the|our|one|its|this|some|ongoing|current|active|known|larger|broader|wider|major|minor|partial|global|regional|widespread|brief|intermittent|recent|upstream|underlying|external|third[- ]party|degraded|elevated|increased|high|performance|rates?|${trouble}|` +
  `${supplier}|services?|network(?:ing)?|connectivity|cloud|hosting|cdn|dns|infrastructure|platform|api|email|sms|payments?|messaging|database|data|cent(?:er|re)|storage|compute|with|at|in|of|on|by|from|affecting|impacting|within|experienced|reported)`
const leads =
  '(?:due to|because of|caused by|as a result of|result(?:ing|ed) from|result of|stem(?:ming|med|s) from|trac(?:ed|ing) (?:back )?to|attribut(?:ed|able) to|related to|linked to|owing to|triggered by|blam(?:es?|ed|ing))'
const gap = '[\\s,:(“"–-]+'

const ledTo = new RegExp(`\\b${leads}(?:${gap}${between})*${gap}$`, 'i')
const ourSupplier = new RegExp(
  `\\b(?:upstream|third[- ]party|external|our)(?: [\\w-]+){0,2} ${supplier}[\\s,:(–-]*$`,
  'i',
)
const upstreamTrouble = new RegExp(
  `\\b(?:upstream|underlying) ${trouble} (?:affecting|impacting|at|with|on|in|by|from) $`,
  'i',
)
const troubleAt = new RegExp(
  `\\b${trouble} (?:affecting|impacting|at|with|on|by|from) (?:the )?$`,
  'i',
)
const thatHits =
  /^[^.;]{0,60}\b(?:(?:is|are|was|were|has|have) )?(?:caus(?:ed|ing)|led to|leading to|result(?:ed|ing) in|impact(?:ed|ing)|affect(?:ed|ing)) (?!by\b)/i
const itsTrouble = new RegExp(
  `^(?:['’]s)?(?: [\\w-]+){0,3} ${trouble}(?: (?:that|which))?,?(?: (?:is|are|was|has|have|been))* (?:caus|impact|affect|led to|leading to|result)\\w*(?! by\\b)`,
  'i',
)
const isSupplier = new RegExp(
  `^\\)?,? (?:\\()?(?:our|an?|the|its) (?:[\\w-]+ ){0,3}${supplier}\\b`,
  'i',
)
/** What is named so is the customer's own: its integration, its account. */
const ownThing =
  /^(?:['’]s)?[ -](?:integrations?|connectors?|config(?:uration)?s?|plugins?|apps?|sync\w*|imports?|logins?|webhooks?|accounts?|credentials?|certificates?|keys?|clients?|sdks?|deploy\w*|clusters?|instances?|migrations?|runners?|fetch\w*|users?|customers?|actions?)\b/i
const denied =
  /\b(?:not|never|whether|unlikely|unrelated|ruled out|no longer|if)\b[^.;]*$|n['’]t\b[^.;]*$/i
const fails = new RegExp(`\\b(?:${trouble}|degrad\\w+|disrupt\\w*|down|unavailable)\\b`, 'i')
const mayName = new RegExp(
  `\\b${leads}\\b|\\b${supplier}\\b|\\bupstream\\b|\\b${trouble}\\b[^.]*\\b(?:caus|impact|affect|led to|result)`,
  'i',
)
const unnamed = new RegExp(
  `\\b${leads}(?:${gap}${between})*${gap}(?:upstream|external|third[- ]party)(?: [\\w-]+){0,2} (?:${supplier}|service)\\b`,
  'i',
)

/** Every service that a text names as the cause of what it tells; a mere mention is none. */
export function causesNamed(text: string, names: ServiceNames): NamedCause[] {
  const sentences = sentencesOf(text).filter((s) => s.length < 1000 && mayName.test(s))
  return sentences.flatMap((sentence) =>
    namedIn(sentence, names)
      .filter((place) => isCause(place, sentence))
      .map(({ id, name }) => ({ id, name, sentence })),
  )
}

/** The sentence that blames a supplier without its name: "an issue with an upstream model provider". */
export function unnamedSupplier(text: string): string | null {
  return sentencesOf(text).find((s) => unnamed.test(s) && !isDenied(s, unnamed)) ?? null
}

interface Place {
  id: string
  name: string
  before: string
  after: string
}

/** Names that stand together in a sentence, with what surrounds them. */
export function namedIn(sentence: string, names: ServiceNames): Place[] {
  const words = wordsOf(sentence)
  const whole = (h: NameHit) => h.last - h.first + 1 <= h.words
  return namesIn(sentence, names)
    .filter(whole)
    .map(({ id, name, first, last }) => ({
      id,
      name,
      before: sentence.slice(0, words[first]!.start),
      after: sentence.slice(words[last]!.end),
    }))
}

function isCause({ before, after }: Place, sentence: string): boolean {
  if (ownThing.test(after)) return false
  const led = ledTo.exec(before)
  if (led) return !denied.test(before.slice(Math.max(0, led.index - 60), led.index))
  if (denied.test(before.slice(-60))) return false
  if (upstreamTrouble.test(before)) return true
  if (troubleAt.test(before) && thatHits.test(after)) return true
  if (itsTrouble.test(after)) return true
  return fails.test(sentence) && (ourSupplier.test(before) || isSupplier.test(after))
}

function isDenied(sentence: string, pattern: RegExp): boolean {
  const at = pattern.exec(sentence)?.index ?? 0
  return denied.test(sentence.slice(Math.max(0, at - 60), at))
}
