import { analysis, downIdiom, plainAnalysis, power, powerElse, type Sign } from './sign.ts'

/** Signs that a title is about something else. Their weights are where training begins. */
export const signsAgainst: readonly Sign[] = [
  { id: 'analysis', pattern: analysis, weight: -2.5, reason: 'is an analysis of what is over' },
  {
    id: 'plain-analysis',
    pattern: plainAnalysis,
    weight: -4,
    reason: 'is an analysis of what is over',
    firm: true,
  },
  {
    id: 'power',
    pattern: power,
    weight: -3,
    reason: 'is about electric power',
    not: powerElse,
  },
  {
    id: 'closing',
    pattern:
      /\b(?:shut(?:s|ting)?|wind(?:s|ing)?|clos(?:es|ing|ed)) (?:\w+ )?down\b|\bshutdowns?\b|\bshuttered|\bsunset(?:s|ting)?\b|\bend[- ]of[- ]life\b|\bdiscontinu|\bdecommission|\bretir(?:es?|ing|ed)\b|\bfarewell\b|\bgoodbye\b|\bkills? off\b/i,
    weight: -1.6,
    reason: 'is about something being closed for good',
    not: /\binternet\b|'shutting down'/i,
  },
  {
    id: 'figures',
    pattern:
      /\b(?:shares?|stocks?|sales|prices?|profits?|revenues?|earnings|markets?|costs?|rates?|jobs?|shipments|subscribers|growth|valuation|index|adoption|demand|salaries|wages|emissions|inflation|population|temperatures?|crime|deaths|numbers|spending|sticker|bookings|turnout|footfall|output|arrivals|ratings|visits|traffic to|usage|volumes?|deliveries|orders)\b.{0,60}\b(?:down|plunge[sd]?|falls?|drops?|plummets?|slump\w*|tumbl\w*)\b|\b(?:shares?|stocks?|prices?|profits?|traffic|usage|markets?)\b.{0,15}\b(?:down|crash(?:es)?|hit by)\b|\bdown (?:(?:to|by|from)\b|\d)|\bdown \d+ ?%|\b\d+ ?% down\b/i,
    weight: -2.5,
    reason: 'speaks of figures going down',
    not: /\b(?:web)?sites?\b|\bservers?\b|\bapps?\b/i,
  },
  {
    id: 'idiom',
    pattern: downIdiom,
    weight: -1.6,
    reason: 'uses "down" for something else',
    not: /\b(?:hackers?|attack\w*|outage|glitch\w*|bug|ddos|trailer|demand|traffic|breach|squad)\b.{0,30}\b(?:tak\w+|took|brings?|brought) down\b|\b(?:tak\w+|took|brings?|brought|knock\w*|put|forc\w+) down\b.{0,60}\b(?:sites?|websites?|servers?|services?|internet|apps?|networks?|systems?|fortnite|snapchat)\b/i,
  },
  {
    id: 'law',
    pattern:
      /\b(?:lawsuits?|sues?|suing|sued|settle(?:s|d|ments?)?|fine[ds]?|class[- ]action|compensat\w+|refunds?|regulators?|probe|hearing|testif\w+|court|jury|judge|dmca|copyright|ban(?:s|ned)?|antitrust|pay \$?\d+)\b/i,
    weight: -2,
    reason: 'is about law or what followed in law',
  },
  {
    id: 'sues',
    pattern:
      /\b(?:lawsuits?|sues?|suing|sued|class[- ]action|compensat\w+|settlements?|testif\w+|payouts?)\b/i,
    weight: -3,
    reason: 'is about what followed in law',
    firm: true,
  },
  {
    id: 'breach',
    pattern:
      /\b(?:breach(?:es|ed)?|hack(?:ed|ers?|ing)?|leak(?:s|ed)?|vulnerabilit\w+|ransomware|malware|exploit\w*|cve-\d+|zero[- ]day|spectre|botnets?|security (?:incident|flaw|bug|hole|update)|phishing|stolen|exposed|exposing)\b/i,
    weight: -1,
    reason: 'is about security',
  },
  {
    id: 'teaches',
    pattern:
      /\b(?:how to|guide|tutorial|tips|best practices|checklist|webinar|\d+ (?:ways|steps|things|lessons|reasons)|what to do|handbook|primer|understanding|deep dive|explainer|case study|introducing|announc(?:es|ing)|launch(?:es|ed|ing)|releas(?:es|ed|ing)|new feature|prevent(?:s|ing)?|avoid(?:s|ing)?|surviv(?:e|es|ing|ed)|reduc(?:e|es|ing)|toleran\w+|tolerating|resilien\w+|combat|mitigate your|high availability|build(?:s|ing)|migrat(?:e|ing)|upgrad(?:e|ing)|deploy(?:ing|ments)?)\b/i,
    weight: -1.4,
    reason: 'teaches, sells or announces',
  },
  {
    id: 'zero-downtime',
    pattern:
      /\b(?:zero|no|without|minimal|near-zero|less|min(?:imi[sz]e|imi[sz]ing)|cut(?:ting)?|planned)[- ](?:any )?downtime\b|\buptime\b|\b(?:outage|downtime)s?[- ](?:proof|tracker|monitor\w*|alerts?|management|communication|cost|insurance|response|preparedness|history|simulator|free|data|map|project|costs)\b/i,
    weight: -2.2,
    reason: 'is about dealing with outages',
  },
  {
    id: 'show',
    pattern: /^(?:show|launch) hn\b/i,
    weight: -3,
    reason: 'shows somebody’s own work',
  },
  {
    id: 'back',
    pattern:
      /\b(?:anniversary|histor(?:y|ic|ical)|years? ago|decades?|last (?:year|month|week)(?:['’]s)?|biggest|worst|of the (?:year|decade|week)|top \d+|ever recorded|the day|the night|looking back|remember(?:ing)?|the story of|years? later|record high|first of its kind|once again proves?)\b|\bof (?:19|20)\d\d\b|\b(?:in|since|from) (?:19|20)\d\d\b/i,
    weight: -1.2,
    reason: 'looks back',
  },
  {
    id: 'old-year',
    pattern: /[([](?:19[5-9]\d|20[0-3]\d)[)\]]/,
    weight: -4,
    reason: 'carries a year of its own',
    firm: true,
  },
  {
    id: 'evergreen',
    pattern:
      /\bdown (?:for everyone|detector)|\bcheck (?:if|whether|the status)|\bwhen your\b|\breal[- ]?time (?:status|problems)|\boutage map|\bcurrent (?:status|problems and outages)|\bif .{0,40}\b(?:goes|is) down\b|\bin case\b/i,
    weight: -1,
    reason: 'may be an evergreen page',
  },
  {
    id: 'planned',
    pattern:
      /\b(?:planned|scheduled|upcoming|routine) (?:\w+ )?(?:maintenance|downtime|outages?)\b|\bmaintenance (?:mode|window)\b|\b(?:will|to|going to) (?:be |go |take |step |shut |bring |experience )(?:down|offline|unavailable|\w+ down|\w+ offline)\b/i,
    weight: -1.5,
    reason: 'is about something planned',
    not: /\bfor days\b|\bextended\b|\bemergency\b|\bunscheduled\b/i,
  },
  {
    id: 'discusses',
    pattern:
      /\b(?:satire|parody|jokes?|movie|film|trailer|novel|song|opinion|editorial|poll|survey|study|studies|research(?:ers)?|experts?|predict\w*|could|would|should|might|threat(?:s|ens?|ening)|risks?|fears?|future|economics|insurance|thoughts|perspective|stories|essay|myth|debunk\w*|considered harmful|podcast|warn(?:s|ing)?|says?)\b/i,
    weight: -0.8,
    reason: 'discusses rather than reports',
  },
  {
    id: 'around',
    pattern:
      /\b(?:behind|explain(?:s|ed)?|reveal(?:s|ed)?|after|following|during|since|despite|over|about|responsible for|led to|on|of|from) (?:(?:the|a|an|its|last|this|recent|that|massive|major|global|yesterday['’]s|another|\w+['’]s|\w+) ){0,4}(?:outages?|downtime|disruptions?)\b/i,
    weight: -0.6,
    reason: 'is about what surrounds an outage',
  },
  {
    id: 'person',
    pattern: /\b(?:our|we|i|i['’](?:m|ve|ll|d)|your|you|my)\b(?! (?:to|for) me)/i,
    weight: -0.8,
    reason: 'speaks in the first or second person',
    not: /\b(?:down|working|slow) for (?:me|us|you|anyone)\b|\bit['’]s not just you\b|\bhave you tried\b|\bare you affected\b/i,
  },
  {
    id: 'how-why',
    pattern:
      /^(?:how|why|what|when|where|the (?!.*\bis down)|a |an |on |of |inside|beyond|more than|against)\b/i,
    weight: -0.7,
    reason: 'begins like an article',
    not: /^what a pain|^the \S+ (?:is|are|was|were|has been|faces|site|website)\b/i,
  },
  {
    id: 'offline-kind',
    pattern:
      /\boffline[- ](?:first|mode|support|app|apps|capable|world|models?|access|use|usable|sync|person|speech|translation|ai|vs|and|tool|maps?|llm|activation|capabilities|editor|music|\w+ (?:app|assistant|editor|player|tool))\b|\b(?:fully|works?|local|an?|vs|runs?|ran|100%|even|entirely|private|and|always|their|its|your|completely) offline\b|\boffline[,.]? (?:open[- ]source|local|private|ad-free)/i,
    weight: -2,
    reason: 'means software that needs no network',
    not: /\b(?:is|are|was|were|goes|go|went|knocked|taken) (?:\w+ )?offline\b/i,
  },
  {
    id: 'other-crash',
    pattern:
      /\b(?:plane|car|train|helicopter|market|crypto|bitcoin|flight|lander|spacecraft|boeing|bus|jet|drone|aircraft|motorcycle|ev|housing|moon|driver|fatal|airliner|economy|rocket)\b.{0,20}\bcrash(?:es|ed|ing)?\b|\bcrash (?:course|test|landing|report|bug|dump)s?\b|\bcrash[- ]me\b|\bcrash(?:es|ed) into\b|\b(?:helicopter|plane|aircraft|jet|drone|ship|boat|vessel|submarine|airliner)\b.{0,20}\b(?:went|goes|go|gone|going) down\b/i,
    weight: -2,
    reason: 'is about another kind of crash',
  },
  {
    id: 'business',
    pattern:
      /\b(?:ceo|cto|cfo|founder|co-founder|layoffs?|lays? off|job cuts|cuts? jobs|acquir(?:es|ed|ing)|acquisition|buys|raises|funding|ipo|series [a-d]|hir(?:es|ing)|appoints?|market share|merger|deal|billion|million)\b/i,
    weight: -0.8,
    reason: 'is about business',
  },
  {
    id: 'future',
    pattern:
      /\b(?:will|plans? to|is going to|soon|about to|set to|vows?|pledges?|promises?|proposes?|to (?:make|hold|cut|pay|close|end))\b/i,
    weight: -0.7,
    reason: 'speaks of what will be',
  },
  {
    id: 'medium',
    pattern: /[[(](?:pdf|video|audio|slides|podcast|satire|photos)[\])]/i,
    weight: -1.2,
    reason: 'is a paper or a recording',
  },
  {
    id: 'code',
    pattern:
      /\b(?:linux|kernel|compilers?|rust|python|javascript|typescript|sqlite|postgres(?:ql)?|libraries|library|framework|open[- ]source|debug(?:ger|ging)?|algorithms?|programming|gpu|cpu|ssd|firmware|drivers?|windows update|macos|android|ios \d+|v?\d+\.\d+\.\d+)\b/i,
    weight: -0.5,
    reason: 'is about software itself',
  },
]
