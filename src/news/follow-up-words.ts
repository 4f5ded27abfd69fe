import { analysis, electric, plainAnalysis } from './sign.ts'

const failure =
  '(?:outages?|incidents?|downtime|disruptions?|interruptions?|degradation|unavailab\\w+|failures?|ddos|service events?|data loss|(?:login|network|service|connectivity|availability|performance|playback|app) (?:issues?|problems?|bugs?)|meltdown|(?:was|were|went|go|goes|gone|is) (?:\\w+ )?(?:down|offline)|(?:took|taking|brought|knocked)\\b.{0,30}\\b(?:offline|down (?:our|production|the|\\w+ servers?|half|large))|disappeared from the internet)'
const day =
  "(?:today|yesterday|last (?:week|night|month|\\w+day)|this week|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:['’]s| s|s)?"
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

/** Words of those who tell of their own failure once it is over. */
const tellsOfIt = new RegExp(
  [
    `\\b(?:updates?|statement|explanation|clarification|details|facts|message|note|follow[- ]?up|apolog\\w+|sorry|report|response|findings|information|debrief|explained?|account) (?:on|regarding|about|for|of|to|from|concerning)\\b.{0,40}\\b${failure}\\b`,
    `\\b(?:story|truth|bug|cause|reason|math|science) behind\\b.{0,50}\\b${failure}\\b`,
    `\\b(?:play[- ]by[- ]play|retelling|timeline|recap|debrief|review|rca|chronology|dissect\\w+|autopsy|forensics)\\b.{0,40}\\b${failure}\\b`,
    `\\brca\\b`,
    `\\bhow we\\b.{0,20}\\b(?:responded|recovered|fixed|broke|lost|took|handled|survived|brought|mitigated)\\b.{0,60}`,
    `\\b${day} (?:\\w+ ){0,3}${failure}\\b`,
    `\\b${failure} (?:on|of|from|in|\\w+)? ?(?:${months}\\b|\\d{1,2}[ /.-]\\d{1,2}\\b)`,
    `\\b(?:${months} (?:\\d{1,2}\\w* )?|\\d{1,2}[ /.-]\\d{1,2} )(?:\\w+ ){0,4}${failure}\\b`,
    `\\b(?:incident|outage|availability|disruption|event) (?:summary|report|review|analysis|update|recap|details|explained)\\b`,
    `\\bsummary of\\b.{0,60}\\b(?:event|incident|outage|disruption)\\b`,
    `\\bwhat (?:really |exactly |actually )?(?:happened|went wrong|caused|broke|took down)\\b(?! (?:when|to|after|with|for|next))`,
    `\\bwhy\\b.{0,40}\\b(?:was|were|went|goes|fell|failed|disappeared|broke|crashed|suffered)\\b.{0,20}\\b(?:${failure}|offline|internet|slow|over)?`,
    `\\blessons?\\b.{0,30}\\b${failure}\\b|\\b${failure}\\b.{0,20}\\blessons?\\b`,
    `\\b(?:inside|anatomy of|behind|unpacking|understanding|reconstructing|investigating)\\b.{0,50}\\b${failure}\\b`,
    `\\b(?:preliminary|final|interim|full|official|independent) (?:report|review|findings)\\b.{0,60}\\b${failure}\\b`,
    `\\bexplains?\\b.{0,40}\\b${failure}\\b`,
    `\\breturn to service\\b`,
    `\\b(?:who|how)\\b.{0,50}\\b(?:knock\\w*|took|brought|broke|caused|crash\\w*|kill\\w*)\\b.{0,50}\\b(?:down|offline|internet|${failure}|cloud|website|production)\\b`,
  ].join('|'),
  'i',
)
const failureWords = new RegExp(`\\b${failure}\\b`, 'i')
/** On a provider's own pages these alone are enough. */
const plainFailure =
  /\b(?:outages?|incidents?|downtime|(?:service|network|api|login) (?:disruptions?|interruptions?|degradation|issues?|problems?)|service events?|app bug|ddos (?:attacks?|impact|service impact))\b/i
const analysisWord = /\bpost[- ]?mortem\b|\broot[- ]cause\b|\brca\b|\bincident report\b/i
/** Products, games and companies have postmortems too; theirs tell of no outage. */
const otherEnd =
  /\b(?:startups?|start-ups?|indie|games?|game ?jam|kickstarter|compan(?:y|ies)|business(?:es)?|founders?|hackathon|side[- ]project|saas (?:that|i)|campaign|election|marriage|relationship|career|conference|project|film|movie|season|patients?|police|coroner|examination|deaths?|murder|dinosaurs?|mummy|whales?|elephants?|brains?|why (?:i|we) (?:quit|left|switched|moved))\b/i
const teaches =
  /\b(?:how to|template|guide|best practices|checklist|tools?|writing (?:good|better|a)|culture|blameless|webinar|introducing|announcing|new feature|show hn|awesome|collection of|list of|tips|scorecards?|should|tolerat\w+|avoid\w*|preventing|prevent (?:the next|an?\b|outages)|zero[- ]downtime|no downtime|\d+ (?:steps|ways|tips|reasons)|scales?|defending|record|thoughts on on-call|cost of)\b/i
const attacksOnly =
  /\b(?:stolen|leaked passwords?|phishing|malware campaign|apt\d+|security incident|supply[- ]chain|hack|breach|cve-[\w-]+|vulnerab\w+|crypto heist|[\d.]+ ?[tg]bps)\b/i

export interface Analysis {
  /** The words speak of an analysis of a failure. */
  worded: boolean
  /** Of a failure of service, not of a product's end. */
  failure: boolean
  /** It says so plainly, so that on the provider's own pages no more is needed. */
  plainly: boolean
}

/** What a title says about being published after an outage, as far as words go. */
export function analysisIn(title: string): Analysis {
  const words = analysis.test(title) || plainAnalysis.test(title) || tellsOfIt.test(title)
  const ended = otherEnd.test(title) && !failureWords.test(title)
  const refused = ended || teaches.test(title) || attacksOnly.test(title) || electric.test(title)
  return {
    worded: words && !refused,
    failure: failureWords.test(title) && !refused,
    plainly: plainFailure.test(title) && !refused,
  }
}

/** Does a title call itself a postmortem or the like? */
export function callsItselfAnalysis(title: string): boolean {
  return analysisWord.test(title) && !otherEnd.test(title) && !teaches.test(title)
}
