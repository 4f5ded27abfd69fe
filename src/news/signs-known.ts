import { absorbed, analysis, electric, type Sign } from './sign.ts'

/** Names that mean a service wherever they stand: of these a weaker word is enough. */
const known =
  "(?:1password|adobe (?:\\w+ )?cloud|airbnb|airtel|akamai|alexa|amazon(?: web services|\\.com| prime| s3| aws)?|aol|apple (?:music|tv\\+?|pay|id)|app store|asana|at&t|atlassian|auth0|aws|azure(?: \\w+)?|bank of america|barclays|battle\\.net|battlenet|binance|bitbucket|bitfinex|bloomberg terminal|bluesky|box|british airways|bt|bungie|buildkite|cash app|charter|chatgpt|circleci|citibank|claude|cloudflare|cloudfront|codecov|coinbase|comcast|commbank|confluence|crates\\.io|crunchyroll|datadog|dbs|delta|deliveroo|digitalocean|discord|disney ?(?:plus|\\+)|docker ?hub|docusign|doordash|dropbox|dyn|dynamodb|ea servers|ebay|ec2|elastic cloud|epic games|etsy|eventbrite|evernote|expedia|facebook|facetime|fastly|fastmail|fedex|fidelity|figma|fiverr|fortnite|gcp|gemini|github(?: (?:actions|pages|copilot|codespaces))?|gitlab(?:\\.com)?|gmail|godaddy|google(?: (?:cloud|drive|docs|meet|calendar|maps|search|classroom|home|play|workspace|pay|photos))?|grok|grubhub|halifax|hbo (?:max|go|now)|heroku|hetzner|homekit|hotmail|hsbc|hubspot|hulu|icloud|imessage|instagram|instacart|intercom|irctc|itunes|jetblue|jio|jira|kakaotalk|kraken|lastpass|league of legends|let['’]?s encrypt|linkedin|linode|lloyds|lyft|mailchimp|mailgun|mastercard|messenger|microsoft (?:365|teams|azure|outlook|store)|monzo|natwest|netflix|netlify|new relic|nintendo (?:switch online|eshop|network)|npm(?:js)?(?: (?:registry|install))?|o2|office ?365|okta|onedrive|openai|optus|outlook(?:\\.com)?|overwatch|ovh(?:cloud)?|pagerduty|paypal|peloton|perplexity|phonepe|pinterest|playstation(?: network)?|pok[eé]mon go|psn|pubnub|pypi|quickbooks|qq|reddit|revolut|ring|robinhood|roblox|rogers|route ?53|rubygems(?:\\.org)?|s3|salesforce|sendgrid|sentry|sharepoint|shopify|signal|skype|slack|snapchat|snowflake|soundcloud|southwest|spotify|square|squarespace|stack ?overflow|starlink|statuspage|steam|stripe|supabase|t-mobile|td bank|telegram|telstra|tesco|tiktok|ticketmaster|tinder|travis ci|trello|tsb|tumblr|twilio|twitch|twitter|uber|ubisoft|us-east-\\d|venmo|vercel|verizon|vimeo|virgin media|visa|vodafone|wechat|webex|weibo|wells fargo|whatsapp|wikipedia|workday|world of warcraft|xbox(?: live)?|xero|xfinity|yahoo(?: mail)?|yammer|youtube(?: tv| music)?|zelle|zendesk|zerodha|zoom)"
const part =
  '(?:app|apps|site|website|services?|servers?|api|apis|network|networking|platform|search|routing|logins?|log-?ins?|sign-?ins?|authentication|dashboards?|pages|builds?|jobs|pipelines?|payments?|transactions?|streaming|streams?|messages?|messaging|calls?|email|pulls?|installs?|status page|devices?|systems?|online|checkout|store)'
const state =
  "(?:(?:is|are|was|were|has been|seems?|appears?|looks?|remains?|still|keeps?) (?:\\w+ ){0,2}?(?:broken|hanging|timing out|failing|struggling|unresponsive|unusable|unreachable|inaccessible|unavailable|acting up|glitching|erroring|on the fritz|having|experiencing|suffering|throwing|returning|dropping|crashing|degraded|down|offline|out)|(?:not|isn['’]?t|aren['’]?t|won['’]?t|stopped|stops) (?:\\w+ )?(?:work|load|send|respond|deliver|connect|sync|start|resolv|updat|accept|process|show|open)\\w*|failing|returning|throwing|timing out|timeouts|hanging|struggl(?:es|ing) (?:to (?:load|stay|recover|cope)|with (?:outages?|errors|problems|issues)|this|today)|(?:goes|went|going|gone|go) (?:out|down|silent|blank|dark|haywire|offline|kaput|titsup)|(?:crash|fail|stumbl|stall|wobbl|falter|buckl|collaps)\\w* (?:again|during|on|as|for|after|at|amid|before|within|across|when|worldwide|globally|nationwide|under|leaving)|melts? down|drops? (?:out|off)|(?:4\\d\\d|5\\d\\d)(?:s|ing| errors?)?|errors?\\b(?! (?:handling|tracking|budget))|trouble|woes|problems|hit (?:by|with) (?:\\w+ ){0,3}(?:issues|problems|failures?|errors|outages?|ddos|glitch\\w*)|disrupted|unavailable|unreachable|inaccessible|locked out|locks out)"

/** Signs about services that everybody knows. */
export const signsKnown: readonly Sign[] = [
  {
    id: 'known-fails',
    pattern: new RegExp(
      `^(?:(?:tell|ask) hn: |is |are |has |update: |breaking: )?(?:the )?${known}(?:['’]s)?(?: ${part}){0,2} ${state}`,
      'i',
    ),
    weight: 2,
    reason: 'says that a well-known service fails',
    not: new RegExp(
      `${analysis.source}|${electric.source}|${absorbed.source}|\\b(?:shares?|stocks?|revenue|profits?|chief|ceo|boss|president|fraud|scam|ban(?:ned)?|lawsuits?|with voracious|crawlers|to (?:buy|sell|win|pay|grow|attract|profit|turn)|bots? problem|users? problem)\\b`,
      'i',
    ),
  },
  {
    id: 'known-down',
    pattern: new RegExp(
      `(?:^|[:,;&/] ?|\\band |\\bis )(?:the )?${known}(?: ${part}){0,2}(?: (?:servers|now|is|are|was|were|again|still|all|both))*[ -](?:down|offline|outages?)(?= (?:[A-Z]|for|in|as|across|again|today|now|after|amid|-|–|due|because|this|with|on|and)|[?!:,.;]|$)`,
      'i',
    ),
    weight: 1.5,
    reason: 'says that a well-known service is down',
    not: new RegExp(
      `${analysis.source}|${electric.source}|\\bdown (?:\\d|on (?:earnings|profit|weak))|\\b(?:shares?|stocks?)\\b`,
      'i',
    ),
  },
  {
    id: 'known-back',
    pattern: new RegExp(
      `^(?=.*\\b(?:back|recover\\w+|restor\\w+|working again|up again|operational|resum\\w+|returning|fix\\w*|investigat\\w+|scrambl\\w+|apologi[sz]\\w+)\\b).*?\\b${known}(?: ${part}){0,2}(?: says(?: that)?)?(?: ${part}| is| are| was| were| now| slowly| finally| network){0,3} (?:back(?: up| online)?|recovering|recovered|recovers|restored|restores|working again|up again|operational|resum\\w+|returning to normal|fix(?:es|ed|ing)|rolling out a fix|investigat(?:es|ing)|scrambl\\w+|apologi[sz]\\w+)\\b.{0,60}\\b(?:after|following|outages?|problems?|issues?|errors?|trouble|crash|failures?|service|glitch\\w*|operations|access)\\b`,
      'i',
    ),
    weight: 1.4,
    reason: 'says that a well-known service is back or being mended',
    not: new RegExp(
      `${analysis.source}|${electric.source}|\\b(?:vulnerab\\w+|flaw|leak|breach|privacy|bug bounty|years?|data|abuse|ads?|complaints?|hack\\w*|scandal)\\b`,
      'i',
    ),
  },
  {
    id: 'known-users',
    pattern: new RegExp(
      `^(?=.*\\b(?:users?|customers|owners|players|subscribers|drivers|clients|members|developers|merchants|viewers|unable|can['’]?t|cannot|problems?|issues|trouble|errors?)\\b)(?:.*?\\b${known} (?:\\w+ )?(?:users?|customers|owners|players|subscribers|drivers|clients|members|developers|merchants|viewers)\\b.{0,30}\\b(?:report\\w*|complain\\w*|unable|can['’]?t|cannot|couldn['’]t|locked|left|without|fac(?:e|ing)|los\\w+|hit|stuck|kicked|experienc\\w+)\\b|.*?\\b(?:unable to|can['’]?t|cannot|problems?|issues|trouble|errors?)\\b.{0,24}\\b(?:with|to|in ?to|on|at|for|from|log into|access|reach)\\b (?:the )?${known}\\b(?! (?:data|account|policy)))`,
      'i',
    ),
    weight: 1.4,
    reason: 'says what users of a well-known service report',
    not: new RegExp(
      `${analysis.source}|\\b(?:prices?|policy|ads?|scams?|phishing|hack\\w*|study|survey|the (?:problem|trouble|issue) with|my|breach|stolen|data|spam|fix(?:ing)?|how|why|privacy|ceo|boss|lawsuits?|delete|ban(?:ned)?)\\b`,
      'i',
    ),
  },
]
