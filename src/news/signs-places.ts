import type { Sign } from './sign.ts'

/** Signs for what only some fields have: emergency lines, cables, data centers, other languages. */
export const signsPlaces: readonly Sign[] = [
  {
    id: 'emergency-line',
    pattern:
      /\b(?:911|999|112|000|triple zero|emergency (?:calls?|numbers?|lines?|services?|dispatch)|ambulance dispatch|dispatch system)\b.{0,40}\b(?:down|not working|not going through|fail\w*|disrupt\w*|unreachable|out of service|outages?|cut off|knocked out|unavailable|glitch)\b|\b(?:disrupt\w*|outage|cuts? off|knocks? out|fault|failure)\b.{0,30}\b(?:911|999|112|triple zero|emergency (?:calls?|numbers?|lines?))\b/i,
    weight: 2.2,
    reason: 'says that an emergency line failed',
    not: /\b(?:fined?|plans?|backup|september|porsche|report|probe|test|hearing)\b/i,
  },
  {
    id: 'cable',
    pattern:
      /\b(?:cables?|fib(?:re|er)s?)\b.{0,20}\b(?:cuts?|breaks?|broken|faults?|damaged?|severed|ruptures?|snaps?)\b.{0,60}\b(?:internet|without|slow\w*|cut off|disrupt\w*|service|offline|leav\w+|los\w+|outages?|stuck|down)\b|\b(?:internet|offline|cut off|los\w+|stuck|without|outages?|down|disrupt\w*|slow\w*|broken|cut|rupture)\b.{0,50}\b(?:cables?|fib(?:re|er)s?)\b.{0,20}\b(?:cuts?|breaks?|faults?|damaged?|severed|leaves?|ruptures?)\b|\bbroken (?:cable|fib(?:re|er)) leaves\b/i,
    weight: 2.5,
    reason: 'says that a cable was cut',
    not: /\b(?:sabotage (?:fears|risk)|warn\w*|experts|could|plans?|nato|patrol|suspect\w*|charged|ship seized|cost)\b/i,
  },
  {
    id: 'data-center',
    pattern:
      /\bdata ?cent(?:er|re)s?\b.{0,40}\b(?:fire|blaze|cooling (?:failure|problem|issue|fault|trouble)s?|overheat\w*|flood\w*|offline|down|failure|lost power|power (?:loss|cut|outage|failure))\b|\b(?:fire|blaze|cooling (?:failure|problem|issue)|overheat\w*|flood\w*|explosion|leak)\b.{0,30}\bdata ?cent(?:er|re)s?\b|\b(?:lost|loses) power, (?:instances|servers|sites)\b/i,
    weight: 1.7,
    reason: 'says what befell a data center',
    not: /\b(?:build\w*|plans?|risks?|market|immersion|new|technology|design|efficien\w+|museum|study|residents|oppos\w+|demand)\b/i,
  },
  {
    id: 'overrun',
    pattern:
      /\b(?:overwhelmed|buckles?|collapses?|crash(?:es|ed)?|melts? down|fails?|in meltdown|struggles?|goes? down|unavailable|inaccessible|offline|locks? out)\b.{0,40}\b(?:deadline|launch day|tax day|payday|census|election|results day|finals?|exams?|presale|premiere|finale|on sale|sign-?ups|demand|traffic|users (?:flock|rush|pile|join)|fans (?:flock|rush)|black friday|cyber monday|super bowl|busiest|opening day|first day|within (?:minutes|hours)|record)\b|\b(?:deadline|results day|launch day|presale|super bowl|black friday|demand|sign-?ups|traffic|fans|finale)\b.{0,50}\b(?:crash(?:es|ed)?|overwhelm\w*|buckles?|down|fails?|collapses?|offline|kicks)\b/i,
    weight: 1.7,
    reason: 'says that a rush broke it',
    not: /\b(?:market|stocks?|prices?|economy|sales|sharply|ceo|talks|startups?|quarterback|coach|grid)\b/i,
  },
  {
    id: 'market-fault',
    pattern:
      /\b(?:trading|exchange|stock market|options|futures|withdrawals|deposits)\b.{0,30}\b(?:halt\w*|stopp\w*|suspend\w*|paus\w+|frozen|disrupt\w*)\b.{0,40}\b(?:fault|malfunction|technical|connectivity|glitch|incident|failure|problem|issue|trouble|outage|error)s?\b|\b(?:halts?|stops?|suspends?|pauses?|freezes)\b.{0,24}\b(?:trading|withdrawals|deposits|transfers)\b.{0,40}\b(?:fault|malfunction|technical|connectivity|glitch|incident|failure|problem|issue|trouble|outage|error|data ?cent\w+)s?\b|\b(?:network|chain|blockchain|validators)\b.{0,20}\b(?:halts?|halted|restart|stalls?)\b/i,
    weight: 2.5,
    reason: 'says that a fault halted trading',
    firm: true,
  },
  {
    id: 'country-dark',
    pattern:
      /\b(?:cuts?|turns? off|shuts? (?:off|down)|switch(?:es|ed) off|restores?|loses?|lost)\b.{0,14}\binternet\b|\binternet\b.{0,40}\b(?:cut (?:across|in|off)|blackout|drops? to zero|back (?:on|after))\b|\b(?:drops?|dropped|falls?|vanish\w*|disappear\w*) (?:off|from) the internet\b|\bwithout (?:internet|phone|mobile)\b/i,
    weight: 1.8,
    reason: 'says that the internet is cut',
    not: /\b(?:could|would|should|might|plans?|tests?|how|why|what if|bill|law|years?|kids?|children|living|life|week without|my)\b/i,
  },
  {
    id: 'paper-again',
    pattern:
      /\b(?:revert\w*|resort\w*|forced|back|switch\w*) to (?:pen and )?paper\b|\bcash[- ]only\b|\b(?:shops|stores|restaurants|branches|courts|schools|offices|hospitals)\b.{0,30}\b(?:clos\w+|shut|lose|lost|give away|divert\w*)\b.{0,40}\b(?:tills|registers|computers?|systems?|payment|card|it|phones|cyber\w*)\b/i,
    weight: 1.7,
    reason: 'says how people made do',
  },
  {
    id: 'status-style',
    pattern:
      /^incidents? (?:with|on|affecting|in|involving) \p{Lu}|\belevated (?:\w+ ){0,2}(?:rates? of (?:\w+ )?errors|errors)\b|^[\w. ]{2,24}: (?:issues?|problems?|errors?|delays|failures) (?:with|in|on)\b|\bissues? (?:in|on|with) (?:the )?(?:eu|us|apac|emea|\w+ region|\w+-\w+-\d)\b|\bstopping issuance\b|\b(?:full|partial|major) service (?:disruption|outage)\b|\bsystems? status: |\bservice (?:outages?|degraded)\b|\bunder (?:a |an |heavy |massive )?(?:ddos|attack\b.{0,20}(?:down|unavailable))|^(?:delays|problems|issues|errors|failures) (?:in |with |when |while )?(?:sending|receiving|processing|loading|delivering|accessing|connecting|logging|publishing|creating)\b|^(?:degraded|reduced|intermittent) (?:\w+ ){1,3}(?:for|on|in)\b/iu,
    weight: 1.6,
    reason: 'is worded like a status page',
    not: /\b(?:study|patients|rust|go|clojure|ocaml|bash|linux|kernel|form|how|why|report|history)\b|[([](?:19|20)\d\d[)\]]/i,
  },
  {
    id: 'other-tongue',
    pattern:
      /(?:^|\s)(?:störung(?:en)?|netzstörung|ausfall|ausgefallen|lahmgelegt|funktioniert nicht|nicht erreichbar|fällt (?:\w+ )?aus|en panne|panne (?:chez|de|chez|géante|mondiale|informatique|internet|du)|hors service|ne (?:fonctionne|répond) (?:pas|plus)|inaccessibles?|caída (?:de|mundial|global)|se cae|se cayó|caído|fuera de servicio|no funciona|deja de funcionar|fora do ar|fora de serviço|instabilidade|caiu|não funciona|storing(?:en)?|ligt (?:plat|eruit)|werkt niet|onbereikbaar|guasto|disservizi?|non funziona|in tilt|driftstörning(?:ar)?|ligger nere|nede|nedbrud|nere|awaria|nie działa|сбой|не работает|障害|ダウン)(?=\s|[:,.!?]|$)/iu,
    weight: 2.6,
    reason: 'says in another language that it fails',
    not: /\b(?:stromausfall|apag[oó]n|courant|électricité|eléctric\w*|el[eé]trica|energia|luz|stroom|strøm|zahlungsausfall|kreditausfall|trens?|psychische|haarausfall|abierto)\b|電力|停電/iu,
    firm: true,
  },
]
