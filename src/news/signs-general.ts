import { absorbed, analysis, electric, type Sign } from './sign.ts'

/** What fails when a service fails: parts of software, networks, payments and counters. */
const thing =
  '(?:networks?|services?|apps?|(?:web)?sites?|servers?|systems?|computers?|platforms?|portals?|dashboards?|consoles?|registr(?:y|ies)|api|apis|dns|routing|resolution|domains?|sync\\w*|log-?ins?|log-?ons?|sign-?ins?|sign-?ups|authentication|ocsp|pipelines?|builds?|deploy(?:s|ments)?|jobs|runners?|queues?|webhooks?|pushes|pulls|requests|instances|droplets|tenants|accounts|notifications|alerts|prompts|broadband|internet|wi-?fi|mobile data|phones?|phone lines|lines|calls|texts|sms|e?-?mails?|mail flow|messages|messaging|voice|signal|streams?|streaming|playback|search|payments?|transactions?|transfers|direct debits|cards?|card (?:machines|readers|terminals)|eftpos|atms?|tills|registers|(?:self-)?checkouts?|ordering|check-in|e-?gates|ticket(?:ing)?(?: \\w+)?|booking|reservations?|records|balances|banking|trading|withdrawals|orders|speakers|locks|thermostats|bikes|cameras|doorbells|chargers|printing|911|999|112)'
const failing =
  "(?:fail(?:s|ed|ing)?|failures?|broken|breaks|stuck|hang(?:s|ing)|hung|frozen|freez(?:es|ing)|blank|dead|dark|silent|down|offline|out of order|queued|rejected|declin(?:ed|ing)|stall(?:s|ed|ing)?|stutter\\w*|buffering|disconnect\\w*|interrupted|disrupted|delayed|halt(?:s|ed)|paralys?z?ed|crippled|collaps(?:es|ed|ing)|buckl(?:es|ed|ing)|overwhelmed|overloaded|melt(?:s|ed|ing)? down|crash(?:es|ed|ing)?|unavailable|unreachable|inaccessible|unusable|unresponsive|sluggish|missing|timing out|times? out|dropp(?:ing|ed)|drops? out|stop(?:s|ped)? (?:work|load|respond|accept|mid)\\w*|(?:not|isn't|aren't|won't) (?:\\w+ )?(?:working|loading|responding|sending|delivering|starting|syncing|going through|connecting|processing|updating|available)|goes? (?:out|blank|dark|silent|haywire)|knocked out|in meltdown|in chaos|go(?:es)? kaput)"
const people =
  '(?:users?|customers|subscribers|clients|account holders|members|people|residents|players|gamers|fans|viewers|listeners|shoppers|travell?ers|passengers|commuters|drivers|riders|owners|patients|students|pupils|teachers|workers|staff|employees|traders|investors|developers|taxpayers|merchants|retailers|businesses|hospitals|schools|gps|thousands|millions|hundreds|many|everyone|kenyans|australians|britons|americans|indians)'
const verbs =
  '(?:log|sign|access|connect|load|open|send|receive|reach|make|use|withdraw|pay|trade|call|watch|view|see (?:their|any|balances)|stream|place|check|board|book|buy|order|play|get (?:in|on|at|into|through|online|to)|enter|download|upload|attend|take (?:card|payments?|attendance)|fill|refill|track|charge|unlock|start|listen|post|message|submit|file|complete|join|transfer|move money|read|stay|shop|top|renew|register|update|sync|push|pull|dial|text|leave)'
const technical =
  '(?:it|i\\.t\\.|tech|technology|technical|computers?|software|systems?|systemwide|network|data|connectivity|server|telecoms?|internet|communications?|digital|online|cloud|cyber)'
const cause =
  '(?:failures?|faults?|problems?|issues?|glitch(?:es)?|snags?|troubles?|collapse|breakdown|meltdown|malfunctions?|crash|outages?|error|errors|incident|chaos|woes|mishap|bug|disruption)'
const movement =
  '(?:flights?|airlines?|fleet|departures|take-?offs|planes|airspace|airports?|check-in|passengers|travell?ers|trains?|rail|ferries|metro|subway|buses|e-?gates)'
const stopped =
  '(?:ground(?:s|ed|ing)?|halt(?:s|ed|ing)?|cancel(?:s|led|ed|ling)?|paus(?:es|ed)|suspend(?:s|ed)?|delay(?:s|ed)?|strand(?:s|ed)?|clos(?:es|ed)|disrupt(?:s|ed)?|hit|stops?|stopped|queues|backed up|stuck)'
const otherFailure =
  /\b(?:shares?|stocks?|markets?|talks|bid|deal|startups?|students? who|policy|plane|jet|helicopter|car|bus|truck|drone|rocket|satellite|reactor|pipeline leak|refinery|harvest|crops?|brakes?|kernel|compiler|linux|chrome|firefox|windows (?:\d+|update)|ios \d+|macos|android|laptops?|gpus?|tests?|exams? results|why|how|what|when your|if|should|could|can you|my|our|your|we|i)\b/i
const otherStop =
  /\b(?:strikes?|striking|walkout|snow\w*|storms?|fog|winds?|weather|thunderstorms?|hurricane|typhoon|volcan\w+|ash|fire|derail\w*|landslide|flood\w*|earthquake|shortage|protests?|drones?|bomb|security alert|boeing|engine|crew|fuel|lawsuits?|sues?|fined?|refunds?|pilots?)\b/i
const notNow = new RegExp(`${analysis.source}|${electric.source}|${otherFailure.source}`, 'i')

/** Signs put together of what fails, how, for whom and where, so that new wordings are caught. */
export const signsGeneral: readonly Sign[] = [
  {
    id: 'thing-fails',
    pattern: new RegExp(`\\b${thing} (?:\\S+ ){0,2}?${failing}(?![\\w-])`, 'i'),
    weight: 2,
    reason: 'says what fails',
    not: new RegExp(
      `${notNow.source}|\\b(?:shut\\w*|wind\\w*|crack|brought|bring|track\\w*|scal\\w+) down\\b|\\b(?:compan\\w+|fail(?:s|ed) to (?:warn|pay|report|disclose|stop|protect)|entry-level|(?:is|are) dead|math|heat|dark patterns|dropped \\d|down (?:by|\\d|sharply)|survives?)\\b`,
      'i',
    ),
  },
  {
    id: 'name-fails',
    pattern:
      /^(?:\S+ ){1,4}(?:(?:is|are|was|were|seems?|appears?|looks?|has been)(?: to be)? (?:\w+ )?(?:broken|hanging|timing out|failing|struggling|not responding|unresponsive|acting up|on the fritz|haywire|choking|borked|slow|glitching|erroring|throwing|returning)|(?:goes|went|going|gone) (?:out|silent|blank|dark|haywire|wrong)|drops? (?:out|off)|melts? down|stopped (?:working|loading)|stops (?:working|loading))\b/i,
    weight: 1.6,
    reason: 'says that something fails',
    not: notNow,
  },
  {
    id: 'name-crashes',
    pattern:
      /^(?:[\w.'+&/-]+ ){1,5}?(?:crash(?:es|ed)|fails|failed|stumbles|stalls|stalled|buckles|collapses|falters|wobbles?|goes out|halts|freezes|melts down|drops out|struggl(?:es|ing)) (?:again\b|during\b|on\b|as\b|for\b|after\b|at\b|amid\b|ahead\b|before\b|within\b|across\b|when\b|minutes\b|worldwide\b|globally\b|nationwide\b|under\b|leaving\b|to (?:load|stay|cope)\b)/i,
    weight: 1.5,
    reason: 'says when or for whom something crashed',
    not: new RegExp(
      `${notNow.source}|\\b(?:win|attract|pay|fund|sell|profit|bitcoin|crypto|drivers?|dies|killed|into|near|robotaxis?|economy|bill|senate|congress|court|vote)\\b`,
      'i',
    ),
  },
  {
    id: 'codes',
    pattern:
      /\b(?:4\d\d|5[0-3]\d)(?:s|ing|ed)\b|\b(?:returning|throwing|serving|giving|getting|seeing)\b.{0,16}\b(?:40[0-9]|5[0-3]\d|(?:\w+ )?errors|no results)\b|\b(?:50[0-4]|52\d) errors?\b/i,
    weight: 1.7,
    reason: 'names an error code or page',
    not: /\b(?:what|how|why|meaning|means|fix|custom|million|people|miles|dead|gallery|decent|reports?|backtraces|rust|bash|when|right|trying)\b|:$|,\d{3}\b/i,
  },
  {
    id: 'people-cannot',
    pattern: new RegExp(
      `\\b${people}\\b.{0,28}\\b(?:(?:unable to|cannot|can['’]?t|can not|could(?: not|n['’]t)|not able to|struggl\\w+ to) ${verbs}|locked out|kicked|cut off|logged out|shut out|stuck|stranded|left (?:\\w+ )?(?:without|with no|unable|waiting|stranded|in the)|los(?:e|es|ing) (?:access|service|signal|connection|internet|contact|coverage|phones)|without (?:\\w+ )?(?:service|signal|internet|phone|access|coverage|broadband|data)|see \\$?0|kept out|no network|no service|no internet)\\b|\\b(?:locks?|leav(?:es|ing)|left|kept|keeps|shuts?|cuts?) (?:\\S+ ){0,3}?${people}\\b.{0,12}\\b(?:out|off|unable|without|stranded|waiting|locked|stuck|with no|cut)\\b|\\b(?:locks|locked|shuts) out (?:\\w+ )?${people}`,
      'i',
    ),
    weight: 2,
    reason: 'says what people cannot do',
    not: /\b(?:study|survey|afford|research\w*|why|how|law|new (?:policy|rules?|law)|delete their|strike|snow|storm|fog|ban|jobs?|layoffs?|homes|housing|electricity|power|water|gas|heat(?:ing)?|flood\w*|war|refund\w*)\b/i,
  },
  {
    id: 'people-report',
    pattern: new RegExp(
      `\\b${people}\\b.{0,20}\\b(?:report(?:s|ed|ing)?|complain(?:s|ed|ing)?(?: of| about)?|fac(?:e|es|ing)|see(?:s|ing)?|experienc\\w+|hit by|encounter\\w*|notic\\w+)\\b.{0,40}\\b(?:issues?|problems?|trouble|errors?|outages?|glitch\\w*|crash\\w*|failures?|failed|down|login|log-in|no (?:network|service|internet|signal)|slow|stopp\\w+|frozen|missing|not|[45]\\d\\ds?|disruptions?|delays|difficulties)\\b|\\breports? of\\b.{0,30}\\b(?:problems|issues|outages?|errors|trouble)\\b|\\bdown ?detector\\b.{0,60}\\b(?:reports?|spikes?|surges?|shows?|complaints)\\b|\\b(?:spikes?|surges?|reports|complaints)\\b.{0,40}\\bdown ?detector\\b`,
      'i',
    ),
    weight: 2.2,
    reason: 'says what people report',
    not: /\b(?:price|policy|ads?|battery|privacy|redesign|study|survey|law|layoffs?|side effects|bug bounty|harassment|abuse|spam|scams?)\b/i,
  },
  {
    id: 'anyone-else',
    pattern:
      /\b(?:any(?:one|body)(?: else)?|is it just me|just me)\b.{0,60}\b(?:unable|can['’]?t|having|seeing|getting|hanging|broken|slow|down|failing|stuck|errors?|issues?|problems?|trouble|timing out|not working)\b.*\?|\b(?:hanging|broken|failing|stuck|slow|down|erroring|timing out|not (?:working|loading)) for (?:any|every)(?:one|body)\b|\b(?:broken|failing|hanging|unreachable|timing out|not (?:loading|working|responding|resolving)) ?\?$/i,
    weight: 2.6,
    reason: 'asks whether others see it too',
    not: /\b(?:my|feel\w*|jobs?|career|motivation|burnout|sleep\w*|interview\w*)\b/i,
  },
  {
    id: 'returns',
    pattern:
      /\b(?:is|are|was|were|comes?|came|gets?|got)? ?(?:back(?: online| up| again| in service)?|working again|up again|operational again|recover(?:s|ed|ing)|restored?s?|resum(?:es|ed|ing)|return(?:s|ed)?|reopens?)\b.{0,40}\b(?:after|following|from)\b.{0,50}\b(?:outages?|crash|failure|fault|glitch|trouble|problems?|issues?|halt|silence|blackout|disruptions?|downtime|hours?|days?|attack|cyber\w*|shutdown|fire|meltdown|breakdown|morning)\b|\bservices?\b.{0,20}\b(?:restored|resum\w+|return\w*|back)\b|\breturning to normal\b|\b(?:rolling out|rolls out|deploys|working on|implement\w+) (?:a |the )?fix\b|\bfix(?:es|ed)\b.{0,40}\b(?:problem|issue|glitch|outage|error|failure)s?\b.{0,30}\b(?:that|which|after|kept|left|prevent\w*|for)\b/i,
    weight: 1.6,
    reason: 'says that it is back or being mended',
    not: new RegExp(
      `${electric.source}|\\b(?:markets?|economy|power|electricity|nuclear|reactor|refinery|pipeline|oil|gas|water|years?|months?|decades?|hiatus|retire\\w*|injur\\w+|season|space|strike|storm|data loss|files|backups?|flights? to|office|linux|kernel|patch|cve)\\b`,
      'i',
    ),
  },
  {
    id: 'travel-technical',
    pattern: new RegExp(
      `(?=.*\\b${movement}\\b)(?=.*\\b${stopped}\\b)(?=.*\\b${technical} (?:\\w+ )?${cause}\\b|.*\\b(?:glitch|outage|crowdstrike|cyber-?attack|ransomware)\\b|.*\\bsystems? (?:crash|fail|down|collapse)\\w*|.*\\b(?:computer|technical|tech|software)\\b|.*\\b(?:because of|due to)\\b.{0,30}\\b(?:crash|bug)\\b)`,
      'i',
    ),
    weight: 2.2,
    reason: 'says that a fault stopped travel',
    not: new RegExp(`${otherStop.source}|${analysis.source}`, 'i'),
  },
  {
    id: 'hit-by-technical',
    pattern: new RegExp(
      `\\b(?:hit|struck|disrupted|halted|suspended|stopped|paralys?z?ed|crippled|shut|closed|interrupted|marred|plagued|dogged|cancell?ed|caused|delayed|unavailable|down) (?:\\w+ )?(?:by|with|over|after|amid|because of|due to|following|on)\\b.{0,40}\\b(?:${technical} (?:\\w+ )?${cause}|glitch(?:es)?|malfunctions?|cyber-?attacks?|cyber incidents?|ransomware|ddos|outages?|hardware \\w+|cooling failure|(?:cable|fib(?:re|er)) (?:cut|fault|break|damage)s?|delays on|sync failures|snags?)\\b`,
      'i',
    ),
    weight: 1.9,
    reason: 'says what hit it',
    not: new RegExp(
      `${electric.source}|${absorbed.source}|\\b(?:fined?|lawsuits?|sues?|credits?|refunds?|compensat\\w+|shares?|stock|ceo|chief|boss|quits?|resign\\w*)\\b`,
      'i',
    ),
  },
  {
    id: 'technical-cause',
    pattern: new RegExp(
      `\\b(?:${technical} (?:\\w+ )?${cause}|glitch|snag|malfunction|fault|breakdown|trouble)\\b.{0,20}\\b(?:halts?|hits?|shuts?|closes|delays?|cancels?|leaves?|sees|locks?|stops?|suspends?|forces?|causes?|disrupts?|strikes?|cripples?|drags on|continues?|enters|in [A-Z][\\w-]+|at [A-Z]\\w+|across|nationwide|worldwide)`,
      'i',
    ),
    weight: 1.1,
    reason: 'says what a fault does',
    not: new RegExp(`${notNow.source}|\\b(?:art|moment|fund|bounty|research\\w*|memes?)\\b`, 'i'),
  },
  {
    id: 'attack-effect',
    pattern:
      /\b(?:cyber-?attacks?|cyber incident|hack(?:ers?)?|ransomware|ddos|attack|malware|network intrusion)\b.{0,60}\b(?:paralys\w+|paralyz\w+|crippl\w+|shuts?|halts?|suspend\w*|clos\w+|divert\w*|inaccessible|unavailable|offline|down|disrupt\w*|unable|paper|outages?)\b|\b(?:paralys\w+|paralyz\w+|crippl\w+|shut(?: down)?|halted|suspend\w*|divert\w*|inaccessible|unavailable|offline|down|disrupted|lose|computers down)\b.{0,50}\b(?:after|by|following|in|amid)\b.{0,30}\b(?:cyber\w*|hack|ransomware|ddos|attack|malware)\b/i,
    weight: 1.5,
    reason: 'says what an attack stopped',
    not: new RegExp(
      `${absorbed.source}|${electric.source}|\\b(?:police|fbi|europol|seiz\\w+|arrest\\w*|gang|botnet|routers|could|heart|shark|bear|missile|drone|terror\\w*|flaw|bug|vulnerab\\w+|site of|gang's)\\b`,
      'i',
    ),
  },
]
