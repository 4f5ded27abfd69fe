import { remembered } from './remembered.ts'
import { sentencesOf } from './sentences.ts'

const cause =
  /\b(?:because|due to|caus(?:ed|e|ing)|root cause|triggered|resulted (?:from|in)|as a result of|stemm\w+ from|led to|blam(?:es?|ed|ing)|bugs?|misconfigur\w*|expired|faulty|overload\w*|exhaust\w*|regressions?|corrupt\w*|(?:power|cooling) (?:loss|failure|outage|supply)|fib(?:re|er)|ddos|human error|missing|hardware failure|deploy(?:ed|ment)?|rollout|configuration change|certificate)\b/i
const impact =
  /\b(?:unable|unavailab\w*|inaccessible|unreachable|could not|couldn['’]t|fail(?:ed|ing|ures?|s)?|errors?|timeouts?|timed out|down|offline|outages?|los[st]|losing|degrad\w*|disrupt\w*|interrupt\w*|delay(?:ed|s|ing)?|slow\w*|latency|rejected|stopped|blocked|crash\w*|affect(?:ed|ing|s)?|impact(?:ed|ing|s)?|no (?:sales|orders|access))\b/i
const amount = /\d+(?:\.\d+)?\s?%|\bpercent\b|\bper cent\b|\bhalf of\b/i
const crowd =
  /\b[\d,.]+\s?(?:k|m|million|thousand|billion)?\s(?:customers|users|requests|people|accounts|sites|apps|applications|orders|servers)\b|\b(?:millions|thousands|hundreds) of\b/i
const timing =
  /\b\d{1,2}:\d\d\b|\b(?:[\d.]+|an|one|two|three|four|few)[- ](?:minutes?|hours?|days?)\b/i
const who =
  /\b(?:customers?|users?|requests?|applications?|apps?|sites?|websites?|members?|passengers?|players?)\b/i

const boilerplate =
  /\b(?:apologi[sz]e|apologies|sorry|thank(?:s| you)|inconvenience|patience|understanding|please|more updates|(?:next|further|another|additional) updates?|provide (?:an|more) update|will (?:provide|share|post|publish|continue|update|follow up)|(?:this|the) (?:incident|issue|problem) (?:has been|is|was) (?:now )?(?:fully )?(?:resolved|mitigated|fixed|closed|identified)|fix (?:has been|is being) (?:implemented|applied|deployed)|(?:monitoring|watching) (?:the|for|to|closely|this|recovery)|contact (?:our )?support|support (?:team|ticket)|subscribe|click (?:here|through)|read more|visit|for more (?:information|details)|(?:full|detailed) (?:report|postmortem|post-mortem|rca|root cause analysis) (?:is|can|will)|points: \d|comments url|article url|# comments|submitted by|stay tuned|as soon as|take (?:this|these|the reliability)[^.]* seriously|stand by|bear with|(?:all|impacted|affected) services have now)\b/i
const investigating =
  /\b(?:(?:is|are|am|be|['’](?:re|m|s)) (?:also |still |currently |currenting |actively |aware[^.]* )?(?:investigat\w*|look(?:ing)? into|work(?:ing)? (?:on|to|with)|continu\w*|monitor\w*|review\w*)|continu\w* to (?:\w+ )?(?:investigate|monitor|work|see|look)|aware of (?:an|the|reports)|reports? of (?:an issue|degraded|issues)|under investigation)\b/i
/** News of the search for the cause, not of the cause. */
const announced =
  /\bidentified (?:the|an?|that an?) (?:\w+ ){0,2}(?:issue|cause|problem|source)\b(?! (?:as|is|was|to be)\b)|^as of \d/i
const recovered =
  /\b(?:fully recovered|have recovered|has recovered|back to (?:baseline|normal)|returned to (?:baseline|normal)|operating normally|(?:been|was|were|is|are) (?:now )?(?:fully )?restored|seen? recovery|seeing recovery|has been resolved|been mitigated|mitigation)\b/i
const promise =
  /\b(?:we will|we['’]ll|we plan|going forward|in (?:the )?future|to prevent|to avoid|we recommend|you (?:can|may|should)|workaround|action items?|are (?:adding|improving|reviewing))\b/i
const leaning =
  /^(?:this|it(?! appears| seems)|its|these|those|that|they|as a result|however|additionally|also|during this|other|moreover|therefore|but|and|so|both|he|she|instead|specifically)\b/i
const hedge = /\b(?:may|might|could be|possible|potential(?:ly)?)\b/i

/** What a remark must reach to be worth a line. */
const leastScore = 4

interface Sentence {
  text: string
  score: number
  from: number
  at: number
}

/**
 * How much a sentence tells readers: causes, numbers, who was hit and how; apologies, promises and
 * "we are investigating" count against it.
 */
export const substanceOf: (sentence: string) => number = remembered(weighed, 50_000)

function weighed(sentence: string): number {
  let score = 0
  if (cause.test(sentence)) score += 5
  if (impact.test(sentence)) score += 3
  if (amount.test(sentence)) score += 2
  if (crowd.test(sentence)) score += 2
  if (timing.test(sentence)) score += 1
  if (who.test(sentence)) score += 1
  if (boilerplate.test(sentence)) score -= 10
  if (investigating.test(sentence)) score -= 10
  if (announced.test(sentence)) score -= 8
  if (recovered.test(sentence)) score -= 4
  if (promise.test(sentence)) score -= 5
  if (leaning.test(sentence)) score -= 3
  if (hedge.test(sentence)) score -= 1
  return score - lengthPenalty(sentence.length)
}

function lengthPenalty(length: number): number {
  if (length < 25) return 3
  if (length > 320) return 5
  return length > 240 ? 2 : 0
}

/**
 * The one or two sentences that say most, from texts in order of preference (a later text must say
 * more to win). Whole sentences up to `longest` characters; one that is longer alone is cut at a
 * word and ends in "…". Null when no sentence says anything of substance.
 */
export function substance(texts: readonly string[], longest: number): string | null {
  const sentences = texts.flatMap((text, from) =>
    sentencesOf(text).map((s, at) => ({ text: s, score: substanceOf(s), from, at })),
  )
  const best = sentences.reduce<Sentence | null>((a, b) => (a && a.score >= b.score ? a : b), null)
  if (!best || best.score < leastScore) return null
  const beside = neighbour(best, sentences, longest)
  if (beside) return best.at < beside.at ? join(best, beside) : join(beside, best)
  return shortened(best.text, longest)
}

/** The sentence before or after which, where there is room, adds most. */
function neighbour(best: Sentence, all: readonly Sentence[], longest: number): Sentence | null {
  const room = longest - best.text.length - 1
  const near = all.filter((s) => s.from === best.from && Math.abs(s.at - best.at) === 1)
  const fits = near.filter((s) => s.text.length <= room && neighbourScore(s, best) >= leastScore)
  return fits.sort((a, b) => neighbourScore(b, best) - neighbourScore(a, best))[0] ?? null
}

/** A sentence that leans on the one before ("This …") may follow it but not open a remark. */
function neighbourScore(s: Sentence, best: Sentence): number {
  const leans = leaning.test(s.text)
  if (leaning.test(best.text) && s.at < best.at) return s.score + 4
  return leans && s.at > best.at ? s.score + 3 : s.score
}

function join(a: Sentence, b: Sentence): string {
  return `${a.text} ${b.text}`
}

/** A single sentence may be a little longer than the rest; past that it is cut, and shows it. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest * 1.35) return text
  const cut = text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
  const clause = Math.max(cut.lastIndexOf('; '), cut.lastIndexOf(', '), cut.lastIndexOf(' – '))
  const end = clause > longest * 0.6 ? clause : cut.lastIndexOf(' ')
  return `${(end > longest * 0.4 ? cut.slice(0, end) : cut).replace(/[\s,;–-]+$/, '')} …`
}

/** Words that carry meaning, cut to their stems, for telling whether two texts speak of one thing. */
export function contentWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]|\p{L}/gu) ?? []
  return new Set(words.filter((w) => w.length > 3 && !common.has(w)).map(stem))
}

function stem(word: string): string {
  return word.length > 5 ? word.replace(/(?:ings?|ed|es|s)$/, '') : word
}

const common = new Set(
  (
    'about after again also already although another apology application applications apps because been before being between both cause caused causing ' +
    'could customer customers degraded during each error errors ever experience experienced fail failed failing failure failures following for from fully have having http ' +
    'impact impacted incident incidents into issue issues later many minutes hours more most normal number only other over part percent period platform problem ' +
    'requests resolved result resulted restored root same seen service services should since some such than that their them then there these they this those ' +
    'through time times unable under until updates used user users very were what when where which while will with within would your'
  ).split(' '),
)
