import { absorbed, analysis, downIdiom, electric, type Sign } from './sign.ts'

const nothingDown = new RegExp(
  `${downIdiom.source}|${analysis.source}|\\b(?:rates?|prices?|costs?|shares?|stocks?|numbers|sales|markets?|we|you|i|if)\\b`,
  'i',
)

/** More signs of an outage: whole phrases that say what went down, or why. */
export const signsHappening: readonly Sign[] = [
  {
    id: 'name-down',
    pattern:
      /^(?:(?:ask|tell) hn: )?(?:is |are )?(?:the )?(?:[\w.'+&/()-]+,? ){1,5}(?:(?:is|are|was|were|has been|have been|seems?|appears?|went|goes|stays?|remains?)(?: to be)? )(?:(?:currently|still|now|also|again|partially|completely|mostly|all|back|both|globally|briefly) )?(?:down|offline|unavailable|unreachable|inaccessible)\b(?! (?:(?:to|by|from|the|on|under)\b|\d))/i,
    weight: 2,
    reason: 'says that something is down',
    not: nothingDown,
  },
  {
    id: 'name-down-ends',
    pattern:
      /^(?:(?:ask|tell) hn: )?(?:is |are |was )?(?:[\w.'+&/()-]+ ){1,4}(?:(?:is|are|was|were|has been|seems|appears) )?(?:currently |still |all |partially )?(?:down|offline)(?: (?:again|for (?:me|anyone|you|others|everyone|anybody)|today|right now|now|worldwide|globally|this morning))?(?: else)?[?!. ]*$/i,
    weight: 2,
    reason: 'is a name and "down"',
    not: nothingDown,
  },
  {
    id: 'attack-offline',
    pattern:
      /\b(?:breach|hack|cyber-?attack|ransomware|attack|compromise[d]?|intrusion|strikes?|drones?|war|fire|flood|storm|quake)\b.{0,70}\b(?:offline|down|outages?|disrupt\w*|knock\w*|unavailable|degraded|read-only)\b|\b(?:offline|down|outage|disrupt\w*|knock\w*|unavailable|read-only)\b.{0,40}\b(?:breach|hack|cyber-?attack|ransomware|attack|compromise)\b/i,
    weight: 1,
    reason: 'says what an attack or accident took offline',
    not: new RegExp(`${electric.source}|\\bpower\\b`, 'i'),
  },
  {
    id: 'long-maintenance',
    pattern:
      /\b(?:maintenance|read-only)\b.{0,20}\b(?:for days|for hours|for weeks|extended|following|after)\b|\b(?:emergency|unscheduled|extended) maintenance\b/i,
    weight: 2,
    reason: 'speaks of maintenance that lasts too long',
    firm: true,
  },
  {
    id: 'country-cut',
    pattern:
      /\b(?:iran|iraq|syria|india|pakistan|russian?|moscow|kashmir|sudan|ethiopia|myanmar|cuba|venezuela|uganda|tehran|kenya|tanzania|bangladesh|nepal|afghan\w*|taliban|north korea|gaza|egypt|turkey|gabon|congo|cameroon|senegal|mauritania|belarus|kazakhstan|algeria|libya|yemen|tonga|zimbabwe|togo|chad|guinea|equatorial guinea|country|nation|government|regime|province|state of \w+)\b.{0,50}\b(?:(?:going|goes|went|gone|falls?|taken|knocked) (?:offline|dark)|(?:cuts?|shuts?|blocks?|throttles?|restricts?|suspends?|loses?|disrupts?|restores?)\b.{0,25}\b(?:internet|web|mobile data|connectivity)|(?:internet|digital|communications) (?:blackout|shutdown|outage)|without internet)\b/i,
    weight: 2.5,
    firm: true,
    reason: 'says that a country is cut off',
    not: /\byear-long|could|plans? to|would|law\b/i,
  },
  {
    id: 'demand',
    pattern:
      /\b(?:crash(?:es|ed|ing)?|buckles?|down|overwhelmed|overloaded|collapses?)\b.{0,40}\b(?:demand|rush(?:es)?|as (?:\w+ ){1,3}(?:demand|flock|flood|try|scramble|sign up)|heavy traffic|high traffic|overload|launch day|release|on sale|presale|prime day|black friday|surge)\b|\b(?:demand|rush|surge|flood|droves|trailer|release)\b.{0,60}\b(?:crash(?:es|ed)?|takes? down|overwhelms?|brings? down)\b/i,
    weight: 1,
    reason: 'says that demand broke it',
    not: /\b(?:market|stock|price|economy|sales)s?\b/i,
  },
  {
    id: 'grounded-by-fault',
    pattern:
      /\b(?:flights?|planes?|passengers?|airlines?|trains?|airports?)\b.{0,60}\b(?:computer|systems?|software|glitch(?:es)?|windows|outage|it (?:failure|problem|issue)|network|technology|technical)\b|\b(?:computer|software|glitch(?:es)?|system|outage|it failure|network|technical)\b.{0,40}\b(?:grounds?|grounded|delay(?:s|ed)?|cancell?(?:s|ed)?|strands?|stranded|halts?)\b.{0,30}\b(?:flights?|planes?|passengers?|airlines?|trains?)\b/i,
    weight: 0.8,
    reason: 'says that a fault stopped travel',
  },
  {
    id: 'list-down',
    pattern:
      /^(?:[\w.'+&/-]+,? ){1,8}[Dd]own(?: (?:in|for|across|after|amid|due|worldwide|globally|nationwide|again|as|since)\b|:| -)/,
    weight: 1.8,
    reason: 'says that something is down',
    not: nothingDown,
  },
  {
    id: 'trading-halted',
    pattern:
      /\b(?:trad(?:e|ing)|stocks?|shares|exchange|nasdaq|nyse|asx|lse|tokyo|withdrawals|payments?|card payments)\b.{0,40}\b(?:halt(?:s|ed)?|suspend(?:s|ed)?|stopp?(?:s|ed)?|frozen|delay(?:s|ed)?)\b.{0,40}\b(?:glitch|technical|technology|systems?|outage|breakdown|hardware|software|computer|data feed)\b|\b(?:glitch|technical \w+|outage|breakdown|computer \w+|software \w+)\b.{0,30}\b(?:halt(?:s|ed)?|suspend(?:s|ed)?|stopp?(?:s|ed)?|freezes|delays?|hits?)\b.{0,30}\b(?:trad(?:e|ing)|stocks?|shares|exchange|withdrawals|payments?)\b|\b(?:halted|suspended|stopped|delayed) by \w+ (?:glitch|outage)\b/i,
    weight: 2.2,
    reason: 'says that a fault halted trading',
    firm: true,
  },
  {
    id: 'slang',
    pattern:
      /\b(?:titsup|tits up|borked|goes tits|goes kaput|falls? over|fell over|on the fritz|conks? out|wobbles?|having a (?:lie|bad day)|takes? a (?:nap|dive|tumble|lie)|all fall down|blinks? out)\b|\b(?:data ?cent(?:er|re))\b.{0,20}\b(?:power (?:issues?|problems?|loss|outage|failure)|fire|flood(?:ed|ing)?|overheat\w*|cooling)\b/i,
    weight: 1.6,
    reason: 'says in slang that it failed, or what befell its data center',
    not: /\b(?:build\w*|plans?|risk|market|immersion|new|technology|design|efficien\w+)\b/i,
  },
  {
    id: 'status-plain',
    pattern:
      /^(?:\[?(?:investigating|identified|monitoring|resolved)\]?\s?[:–-]|\[(?:investigating|identified|monitoring|resolved)\]|(?:partial|major) outage\b|(?:elevated|increased|intermittent|degraded) (?:[\w-]+ ){0,3}?(?:errors?|error rates?|latency|timeouts?|failures|performance|availability|delays) (?:and \w+ )?(?:on|for|in|with|across|of|affecting)\b)/i,
    weight: 2.5,
    reason: 'is worded like a status page',
    firm: true,
    not: /\b(?:study|studies|mice|patients|kernel|linux|benchmark\w*|cancer|risk)\b/i,
  },
  {
    id: 'back-after',
    pattern:
      /\b(?:back|restored|resum\w+|recover\w*|returns?)\b.{0,40}\b(?:after|following|from)\b.{0,40}\b(?:outages?|downtime|disruptions?|glitch|meltdown|failure)\b|\b(?:outages?|downtime|disruptions?|problems|issues)\b.{0,15}\b(?:over|fixed|resolved|ends|ended)\b/i,
    weight: 1.2,
    reason: 'says that it is back',
    not: electric,
  },
  {
    id: 'apologises',
    pattern:
      /\b(?:apologi[sz](?:es|ed|ing)|sorry)\b.{0,30}\b(?:outages?|downtime|disruptions?|glitch(?:es)?|gaffe|crash|problems|failure)\b|\bblam(?:es|ed|ing)\b.{0,30}\b(?:bug|glitch|software|error|outages?|dns|update|hardware|fault|configuration)\b.{0,40}\b(?:outages?|downtime|disruptions?|gaffe|crash|problems|failure|on)\b/i,
    weight: 2.5,
    reason: 'says who owns up to it',
    firm: true,
    not: new RegExp(`${electric.source}|\\b(?:hack|leak|breach|data)\\b`, 'i'),
  },
  {
    id: 'users-cannot',
    pattern:
      /\b(?:users?|customers|people|players|thousands|millions|many|developers|passengers|shoppers|traders|students|members|subscribers|drivers|patients)\b.{0,20}\b(?:unable|cannot|can['’]?t|not able|couldn['’]?t|locked out|struggl\w+|failing)\b.{0,14}\b(?:to |of )?(?:log|sign|access|connect|load|open|send|reach|make|use|withdraw|pay|trade|call|watch|stream|place|check|board|book|buy|order|play|log-?in|accounts?)/i,
    weight: 2.2,
    reason: 'says what users cannot do',
    firm: true,
    not: /\b(?:study|survey|afford|research\w*|why|ban|law|new)\b/i,
  },
  {
    id: 'suffers-plainly',
    pattern:
      /\b(?:suffer(?:s|ed|ing)?|experienc(?:es|ed|ing)|hit by|struck by|plagued by|endur(?:es|ed)|facing|faces)\b.{0,30}\b(?:outages?|downtime|glitch(?:es)?|disruptions?|technical (?:issues|problems|difficulties)|service (?:issues|problems)|interruptions?|ddos)\b/i,
    weight: 1.5,
    reason: 'says who suffers from it',
    not: new RegExp(`${electric.source}|${absorbed.source}`, 'i'),
  },
]
