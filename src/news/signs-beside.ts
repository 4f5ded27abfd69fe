import { absorbed, type Sign } from './sign.ts'

/** Signs that an outage is only talked about: as a lesson, a supposition, a joke or a sum. */
export const signsBeside: readonly Sign[] = [
  {
    id: 'moral',
    pattern:
      /\b(?:outages?|downtime|crash(?:es)?|disruptions?|failures?|meltdown)\b.{0,15}\b(?:shows?|showed|exposes?|exposed|highlights?|highlighted|reveals?|revealed|proves?|proved|underscores?|underlines?|reminds?|reminder|teach(?:es)?|taught|raises? (?:questions?|concerns?)|demonstrates?|illustrates?|reignites?|renews?|questions|wake-?up|spotlights?|lays bare|serves? as|means for|was a|is a|tells? us|and the)\b/i,
    weight: -2.2,
    reason: 'draws a moral from an outage',
    firm: true,
  },
  {
    id: 'supposed',
    pattern:
      /\b(?:in case|what if|if|unless|whenever|next time|the next|(?:a )?chance of|prepar(?:e|ed|ing) for|ready for|end of)\b.{0,50}\b(?:down|offline|outages?|crash(?:es)?|downtime)\b/i,
    weight: -4.5,
    reason: 'supposes an outage',
    firm: true,
  },
  {
    id: 'asks-advice',
    pattern:
      /\bhow to (?:check|fix|tell|know|get|deal|use|find)\b|\bhow (?:do|can|should|would) (?:you|i|we)\b|\bwhat (?:do|should|can|would|to) (?:you |i |we )?(?:do|know|use)\b|\bdown for everyone or just me\?*$|^(?:fix|fixed|solved): /i,
    weight: -3,
    reason: 'asks for advice or gives it',
    firm: true,
    not: /\bdown[?:,] .{0,30}\bwhat (?:to|you)\b/i,
  },
  {
    id: 'reminisces',
    pattern:
      /\bremember (?:when|the|that)\b|^remember\b|\byears (?:ago|since|after|on|later)\b|\b(?:a|one) (?:year|decade) (?:ago|after|since|on|later)\b|^when \w+ (?:had|was|went)\b|\bthat time\b/i,
    weight: -3,
    reason: 'looks back',
    firm: true,
  },
  {
    id: 'politics',
    pattern:
      /\b(?:prompts?|sparks?|renews?|triggers?|leads? to|draws?|raises?) (?:\w+ ){0,2}(?:calls|debate|questions?|review|inquiry|probe|scrutiny|fears|concerns|investigation|rethink)\b|\bcalls for (?!help)\b|\b(?:to|will) (?:question|grill|quiz|summon|investigate|compensate|refund|review)\b|\b(?:grilled|summoned|quizzed|hauled)\b|\b(?:senat\w+|lawmakers|congress\w*|mps|parliamentary|ministers?|regulators?|ofcom|fcc|ombudsman)\b.{0,40}\b(?:question\w*|probe\w*|demand\w*|want\w*|order\w*|investigat\w*|inquiry|hearing|rules?|says?|pressure)\b|\b(?:chief|ceo|boss|cto|cio|head|president) (?:\w+ )?(?:quits?|resigns?|steps|leaves|out|exits?|departs|fired|sacked|faces)\b/i,
    weight: -2.6,
    reason: 'is about what politics or bosses make of it',
    firm: true,
  },
  {
    id: 'threatens',
    pattern: /\bthreat(?:s|ens?|ened|ening)\b|\bage[- ]verification\b|\bover (?:\w+ ){0,4}laws?\b/i,
    weight: -2.5,
    reason: 'speaks of a threat or a law',
    firm: true,
    not: /\b(?:is|are|was|were|goes|went) (?:down|offline)\b/i,
  },
  {
    id: 'announced',
    pattern:
      /\bfor (?:scheduled |planned |routine )?maintenance (?:on|this|next|tonight|tomorrow)\b|\b(?:to|will) be (?:down|offline|unavailable|inaccessible)\b|\bplans? (?:\w+ )?downtime\b/i,
    weight: -3,
    reason: 'is about something planned',
    firm: true,
    not: /\bextended\b|\bemergency\b/i,
  },
  {
    id: 'joke',
    pattern:
      /\bnation in\b|\bhumanity\b|\barea man\b|\bhuman interaction\b|\bproductivity\b|\brecession\b|\bforc\w+ (?:\w+ ){0,3}to (?:talk|speak|interact|go outside|read|remember|think|meet)\b|\b(?:rediscover|go outside|touch grass)\w*\b/i,
    weight: -2,
    reason: 'jokes about it',
    firm: true,
  },
  {
    id: 'absorbed',
    pattern: absorbed,
    weight: -2,
    reason: 'tells of an attack for its size, or that it was held off',
    not: /\b(?:down|offline|outages?|unavailable)\b/i,
  },
  {
    id: 'seized',
    pattern:
      /\b(?:publishers?|police|fbi|authorities|feds|europol|law enforcement|doj|hollywood|anti-piracy|pira(?:cy|te)|paywall\S*|seiz(?:e|es|ed|ing|ure)|botnets?|dark ?net|scam\w*|marketplace|domains?)\b.{0,60}\b(?:down|offline|takedown|disrupt\w*)\b|\b(?:disrupt\w*|take\w* (?:down|\S+ offline)|took down)\b.{0,60}\b(?:botnets?|scam\w*|ring|gang|network of|pira(?:cy|te)|paywall\S*|dark ?net)\b/i,
    weight: -2,
    reason: 'is about a site that was taken down on purpose',
  },
  {
    id: 'summing',
    pattern:
      /\b(?:q[1-4]|quarter|year-long|years-long|months-long|every (?:day|week|month|year)|so far this year|each (?:month|year)|per (?:month|year)|of (?:all|most) outages|number of outages|more outages|outages? (?:in|of) 20\d\d|behind .{0,20}outages)\b/i,
    weight: -3,
    firm: true,
    reason: 'sums up a long time',
  },
  {
    id: 'radar',
    pattern:
      /\b(?:radar|radio|gps|air traffic control|satellite|tv|television|espn|channels?) (?:\w+ )?(?:outages?|blackouts?)\b/i,
    weight: -1.5,
    reason: 'is about radio or television',
  },
  {
    id: 'aftermath',
    pattern:
      /\b(?:cost of|price of|responsible for|accused|blamed for|bill for|debunks?|denies|fallout|aftermath|in the wake of|months after|weeks after|year after|threat(?:s|en\w*))\b.{0,60}\b(?:outages?|downtime|disruptions?|offline)\b|\b(?:outages?|downtime|disruptions?)\b.{0,30}\b(?:costs?|climbs to|cost \$|will cost|fallout|aftermath|inquiry|review finds)\b/i,
    weight: -2.2,
    reason: 'is about what an outage led to',
    firm: true,
  },
  {
    id: 'gerund',
    pattern:
      /^(?:mitigate|prevent|avoid|survive|reporting|preventing|handling|managing|tracking|monitoring|detecting|communicating|measuring|dealing|surviving|avoiding|predicting|simulating|explaining|understanding|preparing|debugging|fixing|investigating and|investigating an?|investigating the) (?:with |for |a |an |your |the )?(?!issues\b)\w/i,
    weight: -3,
    reason: 'teaches, sells or announces',
    firm: true,
    not: /^monitoring\b.{0,40}\b(?:errors?|latency|issue|recovery)\b/i,
  },
]
