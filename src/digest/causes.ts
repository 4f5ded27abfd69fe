import { sentencesOf } from './sentences.ts'
import { substanceOf } from './substance.ts'

const named =
  /\b(?:because (?:of )?|due to|caused by|triggered by|resulted from|as a result of|stemm\w+ from|root cause (?:was|is)|led to|blam(?:es?|ed|ing) (?:it )?on|was the cause|caused)\b/i

/** Causes that people talk about, with the words for the fact. */
const unusual: readonly [RegExp, string][] = [
  [
    /\bexpir\w+ (?:\w+ ){0,3}(?:certificates?|certs?|domains?|keys?|licen[cs]es?)\b|\b(?:certificates?|certs?|domains?|licen[cs]es?|registration)\b[^.;]{0,40}\bexpir\w+/i,
    'something expired',
  ],
  [
    /\b(?:route leak|bgp|hijack\w*|routing (?:error|mistake|problem|issue)|prefix(?:es)? (?:was|were|withdrawn|announced))\b/i,
    'a routing mistake',
  ],
  [
    /\b(?:leap second|clock|ntp|time ?zones?|daylight saving|back in time)\b/i,
    'a matter of clocks',
  ],
  [
    /\b(?:cut|severed|damaged|broken) (?:\w+ ){0,3}(?:fib(?:re|er)|cables?)\b|\b(?:fib(?:re|er)|cables?)(?: \w+){0,2} (?:cuts?|severed|damaged)\b/i,
    'a cut cable',
  ],
  [
    /\b(?:cooling|overheat\w*|high temperatures?|heat ?wave|generators?|ups failure|power (?:loss|failure|outage|supply|surge|cut)|fire suppression|caught fire|(?:a|centre|center) fire|fire (?:in|at|broke|destroy\w*)|flood(?:s|ed|ing)?|lightning|hurricane|earthquake)\b/i,
    'trouble with power, heat or weather',
  ],
  [
    /\b(?:squirrels?|rats?|mice|sharks?|beavers?|snakes?|raccoons?|excavators?|backhoes?)\b/i,
    'an odd cause',
  ],
  [/\b(?:ddos|denial[- ]of[- ]service|ransomware|cyber ?attack)\b/i, 'an attack'],
  [
    /\b(?:human error|typo|wrong button|fat[- ]finger\w*|mistakenly|accidental(?:ly)?|inadvertent(?:ly)?)\b/i,
    'a slip of a person',
  ],
  [
    /\b(?:thundering herd|retry storms?|cascading|self-inflicted|feedback loop|split[- ]brain|deadlock\w*|race condition|integer overflow|ran out of (?:disk|memory|ids?|space|connections|file descriptors))\b/i,
    'a classic of failing systems',
  ],
  [
    /\b(?:(?:black friday|prime day|cyber monday|super bowl|ticket sales?|record (?:traffic|demand|number)|surge (?:in|of) (?:traffic|demand|visitors|orders))|(?:sale|launch|giveaway|promotion|premiere|finale|tweet)\b.{0,40}\b(?:breaks?|crash\w*|overwhelm\w*|takes? down))\b/i,
    'a rush of users',
  ],
]

export interface Cause {
  unusual: boolean
  /** `a cause is named`, `the cause: a cut cable` */
  what: string
}

/** The cause that a text names, or null. Only sentences that tell of the failure itself count. */
export function causeOf(words: string): Cause | null {
  const telling = sentencesOf(words).filter((s) => substanceOf(s) > 0)
  for (const [pattern, what] of unusual) {
    if (telling.some((s) => pattern.test(s) && !isDenied(s))) {
      return { unusual: true, what: `the cause: ${what}` }
    }
  }
  return telling.some((s) => named.test(s)) ? { unusual: false, what: 'a cause is named' } : null
}

/** `This was not a cyberattack` */
function isDenied(sentence: string): boolean {
  return /\b(?:not|no evidence|ruled? out|unrelated to)\b(?: \w+){0,4} (?:attack|ddos|hack|hijack|cut|error|fire)/i.test(
    sentence,
  )
}
