/** One thing a title, summary or link can say, and how much it weighs for (or against) an outage now. */
export interface Sign {
  pattern: RegExp
  weight: number
  reason: string
  where?: 'title' | 'url'
}

/** A published analysis of an outage that is over. */
export const analysis =
  /\bpost[- ]?mortems?\b|\broot[- ]cause\b|\bincident (report|review|analysis)\b|\bpost[- ]incident\b|\boutage (report|analysis|explained|review|retrospective)\b|\b(lessons?|learn(ed|ings?)?|takeaways) (from|of)\b|\b(details|update|summary|more) (on|about|of) (the |our |last |yesterday)[^.]*(outage|incident|downtime|disruption)|\bretrospective\b|(?<!down\? )\b(what|how|why) (really )?(happened|caused|went wrong)\b|\bwhy did\b.*\bgo(es)? down\b|\bbehind the scenes\b|\bour response to\b|\banatomy of\b|\boutage on (\d{1,2} )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?( \d{1,2})?(, \d{4})?$|\bexplains?\b.*\boutage\b|\binside the\b.*\boutage\b/i

/** Words of failure; the nearest name to one of them is the service. */
export const failureWord =
  /^(outages?|down|offline|downtime|disruptions?|disrupted|unavailable|degraded|degradation|errors?|problems?|issues?|fails?|failures?|failing|failed|crash(es|ed|ing)?|glitch(es)?|gaffe|unreachable|inaccessible|hit|suffers?|suffering|broken|slow|delays?|interruptions?|interrupted|dead)$/i

export const signs: readonly Sign[] = [
  { pattern: /\boutages?\b/i, weight: 2.2, reason: 'says "outage"' },
  {
    pattern:
      /\b(is|are|was|were|been|be|being|goes|went|gone|go|going|still|now|currently|partially|again|all|both|sites?|website|servers?|services?|systems?|network|networks|app|apps)\s+((currently|still|now|partially|completely|mostly|also|again|briefly|reportedly|apparently|back|all|hard)\s+)?(down|offline|dead)\b/i,
    weight: 2.2,
    reason: 'says that something is down',
  },
  {
    pattern:
      /\bdown\s*(\?|!|:|-|–|—|,|;|$|again|for|in|across|worldwide|globally|today|right now|now|after|due|since|or|and|this)/i,
    weight: 1.4,
    reason: 'says "down"',
  },
  {
    pattern:
      /\b(not|isn't|aren't|stopped|stops|not currently) (working|loading|responding|available|accessible|reachable)\b/i,
    weight: 2.2,
    reason: 'says that it does not work',
  },
  {
    pattern: /\b(unavailable|inaccessible|unreachable|unresponsive)\b/i,
    weight: 1.8,
    reason: 'says that it cannot be reached',
  },
  {
    pattern:
      /\b(service|partial|major|widespread|systemwide|network|internet|global|mass|cloud) (disruptions?|interruptions?|degradation|failures?|downtime|crash|problems?|issues?)\b|\bdisruptions? (with|to|in|of|at|for)\b/i,
    weight: 2,
    reason: 'names a disruption',
  },
  {
    pattern:
      /\b(degraded|elevated|increased|intermittent|high) (\w+ )?(performance|errors?|error rates?|availability|latency|failures?|timeouts?|response times?|connectivity)\b|\b(errors|degraded|latency|connectivity issues|failing|delayed|delays)\b/i,
    weight: 1.2,
    reason: 'speaks of errors or degradation',
  },
  {
    pattern:
      /\b(experiencing|suffers?|suffered|suffering|reports?|reported|hit by|knocked|struck by|crippled by|battling|investigating|plagued by)\b.*\b(outages?|downtime|issues?|problems?|glitch(es)?|errors?|disruptions?|offline|ddos|difficult(y|ies)|failures?)\b/i,
    weight: 1.6,
    reason: 'says who suffers from it',
  },
  {
    pattern:
      /\b(can't|cannot|can not|unable to|couldn't|can’t|locked out|stops?|stopped|fail(s|ed|ing)? to) (log ?in|log on|sign ?in|access|connect|load|open|send|reach|issu|make|use|process|pay|withdraw)/i,
    weight: 1.8,
    reason: 'says what users cannot do',
  },
  {
    pattern:
      /\b(knock(s|ed)?|take[sn]?|took|brings?|brought|forc(es|ed)|kick(s|ed)) .*\b(offline|down)\b|\bcrash(es|ed)\b.*\b(site|website|servers?|app|system)/i,
    weight: 1.3,
    reason: 'says what was knocked out',
  },
  {
    pattern:
      /\b(computer|systems?|technical|it|network|software|website|tech) (glitch(es)?|meltdown|problems?|failure|issues?|bug|difficulties|error)\b|\bgaffe\b/i,
    weight: 1.3,
    reason: 'speaks of a technical fault',
  },
  {
    pattern:
      /\b(restored|back online|back up|recover(s|ed|ing)|problems? fixed|resolved|resumes? service)\b/i,
    weight: 0.8,
    reason: 'speaks of recovery',
  },
  { pattern: /\bdowntime\b/i, weight: 1.4, reason: 'says "downtime"' },
  {
    pattern: /\b(under (a )?(ddos|attack)|ddos(ed)?)\b/i,
    weight: 0.8,
    reason: 'speaks of an attack on availability',
  },
  {
    pattern:
      /\b(read[- ]only mode|50[0-4]s?\b|http 5\d\d|bad gateway|dns (issues?|failure|problem))/i,
    weight: 1.2,
    reason: 'names a symptom of failure',
  },
  {
    pattern:
      /^https?:\/\/([\w-]+\.)*(status|health)[\w-]*\.[\w.-]+|^https?:\/\/[\w.-]*status(page)?\.(com|io|net|org)\b|^https?:\/\/[\w.-]+\/(status|incidents?)\/[\w-]{6,}$|\/appsstatus/i,
    weight: 2.6,
    reason: 'links to a status page',
    where: 'url',
  },
  {
    pattern: /outage|-down\b|is-down|not-working|-offline/i,
    weight: 0.7,
    reason: 'its address says so',
    where: 'url',
  },

  {
    pattern: /\bpower (outages?|cuts?|failures?|grid)\b|\b(blackouts?|electricity|grid)\b/i,
    weight: -3,
    reason: 'is about electric power',
  },
  {
    pattern:
      /\b(shut(s|ting)?|wind(s|ing)?|clos(es|ing|ed)) down\b|\bshutdowns?\b|\bsunset(s|ting)?\b|\bend of life\b|\bdiscontinu/i,
    weight: -2.4,
    reason: 'is about a product being closed',
  },
  {
    pattern:
      /\b(shares?|stocks?|sales|prices?|profits?|revenue|earnings|market|markets|costs?|rates?|traffic) (\w+ )?(are |is |go(es)? |went )?(down|plunge|fall|drop)|\bdown (\d|by|to|on|from)\b|\bdown \d+ ?%/i,
    weight: -2.4,
    reason: 'speaks of figures going down',
  },
  {
    pattern:
      /\b(step(s|ped|ping)?|slow(s|ed|ing)?|crack(s|ed|ing)?|break(s|ing)?|broke|back(s|ed|ing)?|cut(s|ting)?|track(s|ed|ing)?|turn(s|ed)?|narrow(s|ed)?|double[sd]?|doubling|strip(s|ped)?|water(s|ed)?|tear(s|ing)?|tone[sd]?|hunt(s|ed)?|lock(s|ed)?|scale[sd]?|calm|settle|boil|burn(s|ed)?|weigh(s|ed)?|melt(s|ed|ing)?|sit|drill|way|trickle|die|pin(s|ned)?|fall(s|ing)?|fell|gun(s|ned)?|shot|struck|strike[s]?|chase[sd]?|marked?|upside|deep|count) down\b|\btak(e|es|en|ing) down\b|\btook down\b|\btake-?down/i,
    weight: -2,
    reason: 'uses "down" for something else',
  },
  {
    pattern:
      /\b(lawsuits?|sues?|suing|sued|settlements?|fine[ds]?|class action|compensat|refunds?|regulators?|probe|hearing|court|jury|judge)\b/i,
    weight: -1.8,
    reason: 'is about what followed in law',
  },
  {
    pattern:
      /\b(breach(es|ed)?|hack(ed|ers?)|leak(s|ed)?|vulnerabilit|ransomware|malware|exploit|cve-\d)/i,
    weight: -1.3,
    reason: 'is about security',
  },
  {
    pattern:
      /\b(how to|guide|tutorial|tips|best practices|why (you|we|i|your|every)|checklist|webinar|introducing|announc(es|ing)|launch(es|ed|ing)?|released?|show hn|prevent(ing)?|combat|ways to cause|before reporting|chance of|responsible for|avoid(s|ing)?|survive|surviving|reduc(e|ing)|monitoring|resilien|build(ing)?|upgrade[sd]?|migrat|zero[- ]downtime|without downtime|no downtime|uptime)\b/i,
    weight: -2.2,
    reason: 'teaches, sells or announces',
  },
  {
    pattern:
      /\b(anniversary|history of|years? ago|\(?(19|20)\d\d\)$|biggest|worst .* of|of the (year|decade|week)|top \d+|ever recorded|in history|the day)\b/i,
    weight: -2,
    reason: 'looks back',
  },
  {
    pattern: /\((19[89]\d|20[0-2]\d)\)\s*(\[.*\])?$/,
    weight: -3,
    reason: 'carries a year of its own',
  },
  {
    pattern:
      /\b(is|are) (\S+ ){1,2}down(\?| right now\?| or just)|down (for everyone|detector)|check (if|whether)|real[- ]?time (status|problems)|outage map/i,
    weight: -0.9,
    reason: 'may be an evergreen page',
  },
  {
    pattern: /\b(planned|scheduled) (maintenance|downtime|outage)\b|\bmaintenance mode\b/i,
    weight: -1.6,
    reason: 'is about planned work',
  },
  {
    pattern:
      /\b(satire|parody|the onion|joke|funny|movie|film|trailer|novel|song|review|opinion|editorial|poll|survey|study|studies|research(ers)?|report(s)? (says|finds)|predict|could|would|should|might|threatens?|in case|scary|stories|engineers to|what if|risk of|fears?|future|cost of|economics|insurance|dependence|monoculture|single point|democracy)\b/i,
    weight: -1.3,
    reason: 'discusses rather than reports',
  },
  {
    pattern:
      /\b(caused|blam(e|es|ed|ing)|behind|explains?|reveals?|after|following|amid|during|since|despite) .*\b(outage|downtime|disruption)/i,
    weight: -0.6,
    reason: 'is about what surrounds an outage',
  },
  {
    pattern:
      /\b(outage|downtime)s?(-| )(proof|tracker|monitor|alerts?|management|communication|cost|insurance|response|preparedness|history|simulator|free|data|map)\b/i,
    weight: -2.4,
    reason: 'is about dealing with outages',
  },
]
