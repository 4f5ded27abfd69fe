import { absorbed, analysis, downIdiom, electric, type Sign, tooLarge } from './sign.ts'

const be =
  "(?:is|are|was|were|isn't|been|be|being|go|goes|went|gone|going|remains?|stays?|stayed|appears?|seems?|seemingly|suddenly|apparently|reportedly|still|now|currently|temporarily|partially|completely|entirely|mostly|also|again|briefly|all|both|back|hard|'s)"
const sites =
  '(?:sites?|websites?|servers?|services?|systems?|networks?|apps?|portals?|platforms?|pages?|api|apis)'

/** Signs that a title reports an outage. Their weights are where training begins. */
export const signsFor: readonly Sign[] = [
  {
    id: 'is-down',
    pattern: new RegExp(
      `\\b${be} (?:to be )?(?:[\\w()]+ )?(?:down|offline)\\b(?! (?:(?:to|by|on|the|a|its|from|mode)\\b|\\d))|\\b${sites} (?:down|offline)\\b`,
      'i',
    ),
    weight: 1.8,
    reason: 'says that something is down',
    not: downIdiom,
  },
  {
    id: 'down',
    pattern:
      /\b(?:[Dd]own|DOWN) ?(?=[?!:;,|–—]|- |$|again\b|for\b|in [A-Z]|in the [A-Z]|worldwide|globally|nationwide|across|today|right now|now\b|after\b|due\b|since\b|amid\b|as\b|and\b|or\b|because)/,
    weight: 1,
    reason: 'says "down"',
    not: downIdiom,
  },
  { id: 'outage', pattern: /\boutages?\b/i, weight: 1, reason: 'says "outage"', not: electric },
  {
    id: 'outage-acts',
    pattern:
      /\boutages? (?:(?:that|also|briefly|now|has|have) |(?:at|for|with|on) (?:\S+ ){1,3})?(?:hits?|takes?|took|knocks?|knocked|brings?|leaves?|left|grounds?|grounded|causes?|causing|disrupts?|affects?|affecting|provokes?|wreaks?|frustrates?|angers?|freak(?:s|ing)|plagues?|cuts?|downs?|kos|shuts?|strands?|locks?|forces?|sparks?|prompts?|impacts?|impacting|continues?|drags?|strikes?|reported|persists?|cripples?|halts?|delays?|happening|ongoing|underway|in progress|resolved|over\b|fixed|spreads?|hampers?|blocks?|prevents?)/i,
    weight: 1,
    not: electric,
    reason: 'says what an outage does',
  },
  {
    id: 'outage-kind',
    pattern:
      /\b(?:major|massive|widespread|wide|global|worldwide|nationwide|statewide|partial|ongoing|huge|large|large-scale|system-?wide|service|network|internet|cloud|computer|it|tech|system|systems|website|site|server|app|software|api|email|phone|mobile|wireless|broadband|dns|cdn|database|intermittent|hour-?long|hours-?long|days-?long|multi-\w+|another|total|complete|brief|prolonged|apparent|unexplained|mass|sudden) (?:\w+ )?outages?\b/i,
    weight: 0.8,
    not: electric,
    reason: 'says what kind of outage',
  },
  {
    id: 'outage-ends',
    pattern: /^(?:ask hn: |tell hn: )?(?:\S+ ){1,4}outages?(?: (?:today|now|again))? ?[?!.]*$/i,
    weight: 1,
    not: electric,
    reason: 'is a name and "outage"',
  },
  {
    id: 'suffers',
    pattern:
      /\b(?:experienc(?:es|ed|ing)|suffer(?:s|ed|ing)?|report(?:s|ed|ing)?|endur(?:es|ed|ing)|fac(?:es|ed|ing)|hit (?:by|with)|struck by|crippled by|plagued by|battl(?:es|ing)|investigat(?:es|ing)|confirms?|acknowledges?|affected by|disrupted by|grappl(?:es|ing) with|has|have|having|sees?)\b.{0,40}\b(?:outages?|downtime|issues?|problems?|trouble|glitch(?:es)?|errors?|disruptions?|interruptions?|difficult(?:y|ies)|failures?|crash(?:es)?|degradation|ddos)\b/i,
    weight: 1,
    not: tooLarge,
    reason: 'says who suffers from it',
  },
  {
    id: 'having-issues',
    pattern:
      /\b(?:is|are|still|currently|was|were|also|again\)?) (?:\S+ )?(?:experiencing|having|suffering)\b|\bhaving (?:major |some |serious )?(?:issues|problems|trouble)\b/i,
    weight: 0.8,
    reason: 'says that it has problems now',
  },
  {
    id: 'not-working',
    pattern:
      /\b(?:not|isn['’]t|aren['’]t|stopped|stops|won['’]t|doesn['’]t|wasn['’]t) (?:currently |properly )?(?:work(?:ing)?|load(?:ing)?|respond(?:ing)?|available|accessible|reachable|connect(?:ing)?|resolv(?:e|ing)|refresh(?:ing)?)\b/i,
    weight: 1.5,
    reason: 'says that it does not work',
  },
  {
    id: 'unavailable',
    pattern: /\b(?:unavailable|inaccessible|unreachable|unresponsive|unusable)\b/i,
    weight: 1.4,
    reason: 'says that it cannot be reached',
  },
  {
    id: 'disruption',
    pattern:
      /\b(?:service|partial|major|widespread|system-?wide|network|internet|global|mass|cloud|massive|severe|full) (?:service )?(?:disruptions?|interruptions?|degradation|failures?|downtime|crash|problems?|issues?|incident)\b|\b(?:disruptions?|interruptions?) (?:with|to|in|of|at|for|affecting)\b/i,
    weight: 1.2,
    reason: 'names a disruption',
  },
  {
    id: 'degraded',
    pattern:
      /\b(?:degraded|elevated|increased|intermittent|high) (?:\w+ ){0,2}(?:performance|errors?|error rates?|rates? of errors?|availability|latency|latencies|failures?|timeouts?|response times?|connectivity|outages?|issues|problems|delays?)\b|\bservice degraded\b|\berror rates\b/i,
    weight: 1.6,
    reason: 'speaks of errors or degradation',
  },
  {
    id: 'status-words',
    pattern:
      /^(?:[\w. ]{2,20}: )?(?:\[?(?:investigating|identified|monitoring|resolved)\]?\b|incident (?:with|affecting|on|in|involving)|(?:\w+ ){0,2}(?:issues?|problems?|errors?|delays|failures?|timeouts|latency|disruptions?) (?:with|in|on|affecting|accessing|connecting|logging|loading|for|when|across)\b)|\b(?:connectivity|login|authentication|dns|delivery|api|build|network|routing|ingest) (?:issues?|problems?|errors?|failures?|delays?)\b|\b(?:failing|delayed|delays) (?:to|in|for)\b|\b(?:service|investigating) incident\b/i,
    weight: 1,
    reason: 'is worded like a status page',
  },
  {
    id: 'cannot',
    pattern:
      /\b(?:can['’]t|cannot|can not|unable to|couldn['’]t|fail(?:s|ed|ing)? to|trouble|problems|difficulty|(?:stops?|prevent(?:s|ing)?) \w+ from) (?:log(?:ging)? ?(?:in|on|into)|sign(?:ing)? ?in|access(?:ing)?|connect(?:ing)?|load(?:ing)?|open(?:ing)?|send(?:ing)?|reach(?:ing)?|mak(?:e|ing)|us(?:e|ing)|withdraw|pay|trad(?:e|ing)|call|watch|stream|place|check|board|book|buy|order|play)\b|\b(?:locked out|left without|without (?:access|service|internet|phone|banking|email|wi-?fi))\b/i,
    weight: 1.3,
    reason: 'says what users cannot do',
  },
  {
    id: 'knocked',
    pattern:
      /\b(?:knock(?:s|ed|ing)?|takes?|taken|took|brings?|brought|forc(?:es|ed|ing)|kick(?:s|ed)?|whack(?:s|ed)|pull(?:s|ed)|sent|wipes?)\b.{0,50}\boffline\b|\b(?:knock(?:s|ed)?|brings?|brought|tak(?:es|ing)|takes|took) (?:down|out)\b.{0,60}\b(?:sites?|websites?|servers?|services?|internet|web|apps?|network|systems?|phones?|for hours)\b/i,
    weight: 1.1,
    reason: 'says what was knocked out',
  },
  {
    id: 'fault',
    pattern:
      /\b(?:computer|computing|systems?|technical|it|network|networking|software|website|tech|server|dns|bgp|router|database|data cent(?:er|re)) (?:\w+ )?(?:glitch(?:es)?|meltdown|problems?|failures?|issues?|bug|difficulties|errors?|crash(?:es)?|faults?|woes|chaos|outages?|halt|blunder|mishap|breakdown|hiccups?)\b|\bglitch(?:es)?\b/i,
    weight: 0.8,
    reason: 'speaks of a technical fault',
  },
  {
    id: 'travel',
    pattern:
      /\b(?:flights?|planes?|passengers?|airlines?|trains?|travell?ers?|operations)\b.{0,40}\b(?:grounded|cancell?ed|delay(?:s|ed)?|halt(?:s|ed)?|stranded|stopped|suspended)\b|\b(?:grounds?|grounding|delay(?:s|ing)?|halts?|strands?|cancels?|cancell?ed|grounded) .{0,30}\b(?:flights?|planes?|passengers?|trains?|airlines?)\b|\bground stop\b/i,
    weight: 0.7,
    reason: 'says whom it strands',
  },
  {
    id: 'recovers',
    pattern:
      /\b(?:restored|back online|back up|back in service|recover(?:s|ed|ing)|fixed|resolved|resum(?:es|ed|ing)|up and running|coming back)\b/i,
    weight: 0.5,
    reason: 'speaks of recovery',
  },
  { id: 'downtime', pattern: /\bdowntime\b/i, weight: 0.6, reason: 'says "downtime"' },
  {
    id: 'ddos',
    pattern:
      /\b(?:under|hit|hits|struck|suffer\w*|fac\w+|ongoing|massive|continue\w*|targeted|due to|amid|by|mitigat\w+)\b.{0,40}\b(?:d?dos(?:ed)?|denial[- ]of[- ]service)\b|\bddos\w* (?:on|attacks? (?:on|against|hits?|takes?|knocks?|cripples?))\b/i,
    weight: 1.5,
    not: absorbed,
    reason: 'speaks of an attack on availability',
  },
  {
    id: 'symptom',
    pattern:
      /\bread[- ]only mode\b|\b(?:http )?50[0-4]s?\b(?! (?:million|people|miles|years))|\bbad gateway\b|\bexpired (?:ssl |tls |security )?cert|\b(?:fib(?:er|re)|subsea|undersea|submarine)\b.{0,20}\bcables? (?:cut|damage\w*|severed)\b|\b(?:cuts?|cutting|severs?|severed|damaged?)\b.{0,20}\b(?:fib(?:er|re)\S*|undersea|subsea|submarine)\b/i,
    weight: 0.8,
    reason: 'names a symptom of failure',
  },
  {
    id: 'internet-cut',
    pattern:
      /\b(?:internet|mobile data|web access|telecoms?|connectivity|broadband|phone lines)\b.{0,25}\b(?:shut ?downs?|shuts? (?:down|off)|blackouts?|cut(?:s| off)?|goes dark|suspended|collapses?|disrupt(?:ed|ions?)|outages?|offline)\b|\b(?:cuts?|shuts?(?: down| off)?|blocks?|suspends?|throttles?|disrupts?|loses?|without)\b.{0,20}\b(?:internet|mobile data|connectivity)\b|\bdigital blackout\b/i,
    weight: 1,
    reason: 'says that the internet is cut',
  },
  {
    id: 'dark',
    pattern: /\b(?:goes|going|went|gone|go|falls?|fell) (?:dark|over|silent|kaput)\b/i,
    weight: 0.8,
    reason: 'says that it went dark',
  },
  {
    id: 'crashes',
    pattern: new RegExp(
      `\\b${sites} (?:\\w+ )?crash(?:es|ed|ing)?\\b|\\bcrash(?:es|ed|ing)? .{0,30}\\b${sites}\\b|\\b${sites} (?:buckles?|overwhelmed|overloaded|collapses?|struggles?)`,
      'i',
    ),
    weight: 1.1,
    reason: 'says what crashed',
  },
  {
    id: 'asks',
    pattern:
      /^(?:(?:ask|tell) hn: )?(?:is|are|anyone|does|did|has|can|anybody)\b.*\b(?:down|outage|working|slow|issues?|offline|problems?|unreachable)\b.*\?|^(?:ask|tell) hn: .*\b(?:down|outage|offline|not working)\b/i,
    weight: 0.7,
    not: analysis,
    reason: 'asks whether it is down',
  },
  {
    id: 'many',
    pattern:
      /\b(?:users|customers|thousands|people|millions|many|subscribers|hundreds|developers|shoppers|players|gamers|traders|passengers|students)\b.{0,25}\b(?:report\w*|complain\w*|unable|left|locked|affected|without|fac(?:e|ing)|can(?:['’]t|not)|around the world|worldwide|frustrated|angry|furious)\b|\b(?:worldwide|globally|nationwide|across (?:the )?(?:us|u\.s\.|uk|world|country|globe|europe|globe))\b/i,
    weight: 0.5,
    not: electric,
    reason: 'says how many it concerns',
  },
  {
    id: 'lasting',
    pattern:
      /\bfor (?:about |over |more than |almost |nearly |at least |>)?(?:\d+|several|many|two|three|four|five|hours|days)\b ?(?:\+ )?(?:hours?|hrs?|days?|minutes?|mins?)?|\b\d+\+?[- ](?:hours?|hrs?)\b|\b(?:hours|days|hour|day)-long\b|\ball day\b|\bmost of (?:the|to)day\b|\bsince (?:yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this morning|last night)\b/i,
    weight: 0.4,
    reason: 'says for how long',
  },
  {
    id: 'stops',
    pattern:
      /\b(?:stop(?:s|ping|ped)?|halt(?:s|ing|ed)?|paus(?:es|ing|ed)|suspend(?:s|ing|ed)?|freez(?:es|ing))\b.{0,20}\b(?:issu\w+|trading|service|withdrawals|signups|deploys|builds|operations|publishing)\b/i,
    weight: 0.6,
    reason: 'says what was stopped',
  },
]
