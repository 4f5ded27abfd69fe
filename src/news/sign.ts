/** One thing that a title can say, and how much it weighs for (or against) an outage now. */
export interface Sign {
  /** Stable: the trained weights are kept under it. */
  id: string
  pattern: RegExp
  /** Where training begins. */
  weight: number
  reason: string
  /** What takes the sign back. */
  not?: RegExp
  /** Training hardly moves it: too few rows have it, or it is a rule. */
  firm?: boolean
}

/** Verbs that make "down" mean something else: "steps down", "tracking down". */
export const downIdiom =
  /\b(?:step(?:s|ped|ping)?|slow(?:s|ed|ing)?|crack(?:s|ed|ing)?|break(?:s|ing)?|broke|back(?:s|ed|ing)|cut(?:s|ting)?|track(?:s|ed|ing)?|turn(?:s|ed|ing)?|narrow(?:s|ed|ing)?|double[sd]?|doubling|strip(?:s|ped)?|stripping|water(?:s|ed)|tear(?:s|ing)?|tone[sd]?|hunt(?:s|ed|ing)?|lock(?:s|ed|ing)?|scal(?:e|es|ed|ing)|calm(?:s|ed|ing)?|settl(?:e|es|ed|ing)|boil(?:s|ed)?|burn(?:s|ed|ing)?|weigh(?:s|ed|ing)?|melt(?:s|ed|ing)?|sit(?:s|ting)?|drill(?:s|ed|ing)?|way|trickl(?:e|es|ed|ing)|die|dying|pin(?:s|ned|ning)?|fall(?:s|ing)?|fell|gun(?:s|ned)|shoot(?:s|ing)?|shot|strik(?:e|es|ing)|struck|chas(?:e|es|ed|ing)|mark(?:s|ed|ing)?|upside|deep|count(?:s|ing)?|dumb(?:s|ed|ing)?|writ(?:e|es|ing|ten)|wrote|put(?:s|ting)?|let(?:s|ting)?|hand(?:s|ed|ing)?|pass(?:es|ed|ing)?|look(?:s|ing)?|bogg?(?:s|ed|ing)?|clamp(?:s|ed|ing)?|bear(?:s|ing)?|wear(?:s|ing)?|wind(?:s|ing)?|shut(?:s|ting)?|clos(?:e|es|ed|ing)|power(?:s|ed|ing)?|touch(?:es|ed|ing)?|flying|fl(?:y|ies)|trend(?:s|ed|ing)?|trampl\w+|slap(?:s|ped)?|talk(?:s|ed|ing)?|beat(?:s|en|ing)?|star(?:e|es|ed|ing)|rain(?:s|ed|ing)?|thumbs|dress(?:ed|ing)|kneel|vot(?:e|ed|es|ing)|rul(?:e|ed|es)|grind(?:s|ing)?|shout(?:ed|ing)?|dial(?:s|ed|ing)?|cool(?:s|ed|ing)?|tamp(?:s|ed|ing)?|quiet(?:s|ed)?|trim(?:s|med)?|heads?|face|bolt(?:s|ed)?|chok(?:e|es|ed)|trac(?:e|es|ed|ing)|com(?:e|es|ing)|came|driv(?:e|es|ing)|pull(?:s|ed|ing)?|push(?:es|ed|ing)?|tak(?:e|es|en|ing)|took|keep(?:s|ing)?|hold(?:s|ing)?|lay|laid|lying|move[sd]?|ratchet(?:s|ing)?|simmer|whittl\w+|pared?|drop(?:s|ped)?|run(?:s|ning)?|ran|stand(?:s|ing)?|stood|play(?:s|ed|ing)?|drag(?:s|ged|ging)?|bring(?:s|ing)?|brought|knock(?:s|ed|ing)?|top|hunker|buckle|nail(?:s|ed|ing)?|rabbit hole|ups and|the)(?: (?:it|her|him|them|us|me|this|that))? down\b(?! (?:again|for (?:me|everyone|hours|days)))|\btake-?downs?\b|\bdown (?:with the|the (?:drain|road|line|rabbit|street|hill|stairs|hatch|memory)|under|payments?|jackets?|syndrome|syndrome's|to earth)\b|\bupside[- ]down\b|\bwhy did\b.*\bgo down\b|\bkeeps? going down\b/i

/** A published analysis of an outage that is over. */
export const analysis =
  /\bpost[- ]?mortems?\b|\broot[- ]cause\b|\b(?:incident|outage|downtime) (?:report|review|analysis|retrospective|explained|write-?up|summary|timeline|update)\b|\bpost[- ]incident\b|\b(?:lessons?|learn(?:ed|ings?)?|takeaways) (?:from|of)\b|\b(?:details|update|summary|more|thoughts|takes?|look|look back|perspective|view|reflections?|report) (?:on|about|of|at|from) (?:the |our |last |yesterday|recent |\w+['’]s )[^.]*(?:outages?|incident|downtime|disruption|event)\b|\bretrospective\b|\bafter[- ]action\b|(?<!down\? )\b(?:what|how|why) (?:really |exactly )?(?:happened|caused|went wrong|broke)\b|\b(?:why|how)\b.*\b(?:went|goes?|going|was|were|took|brought|caused|disappeared|failed)\b.*\b(?:down|offline|outages?|internet)\b(?!.*\btoday\b)|\bbehind the scenes\b|\b(?:response|respond(?:ed)?) to (?:the|our)\b.*\boutage\b|\banatomy of\b|\b(?:outage|incident|downtime|disruption) (?:on|of) (?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?(?:st|nd|rd|th)?(?:,? \d{4})?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:(?:19|20)\d\d )?(?:\w+ ){0,3}(?:outage|incident|service event)\b|\b(?:explains?|explaining|explained|modell?ing|dissect\w*|analy[sz]\w*|inside)\b.*\boutages?\b|\boutages?\b.{0,20}\b(?:explained|was caused by|caused by|dissected|analy[sz]\w+|: root cause|postmortem|what (?:we|went))\b|\bcaus(?:ed|es)\b.*\bby \w+ing\b|^(?:how|why)\b.*\bcaused\b|\bwhy\b.*\bkeeps?\b.*\bdown\b|\bour (?:first|worst|recent|latest)?\b.{0,20}\b(?:outage|incident|downtime)\b/i

/** An analysis by its own words, whatever else the title says. */
export const plainAnalysis =
  /\bpost[- ]?mortems?\b|\broot[- ]cause\b|\bpost[- ]incident\b|\b(?:incident|outage|downtime) (?:report|review|analysis|retrospective|write-?up|timeline)\b(?! of)|\blessons? (?:learn(?:ed|t) )?from\b|\banatomy of\b|\bbehind the scenes\b|\bretrospective\b|^why did\b.*\bgo(?:es)? (?:down|offline)\b|: why did\b.*\bgo (?:down|offline)\b|\bexplain(?:s|ed|ing)\b.*\boutages?\b|\boutages?,? explained\b/i

/** Electric power, unless it takes computers with it. */
export const power =
  /\b(?:power|electric(?:ity|al)?|energy|gas|water|heating) (?:\w+ )?(?:outages?|cuts?|failures?|grid|supply|plants?|loss|network|crisis)\b|\b(?:blackouts?|brownouts?|electricity|power grid|without power|restore[sd]? power|islandwide)\b/i
export const powerElse =
  /\b(?:internet|digital|communications?|information|news|online|social media)\b.{0,20}\bblackouts?\b|\bdata ?cent(?:er|re)s?\b|\bwebsites?\b|\bservers?\b|\boffline\b|\bflights?\b|\bairlines?\b|\bcloud\b|\bairways\b|\bfacility\b|\b(?:disrupt\w*|knock\w*|cut\w*)\b.{0,20}\binternet\b|\binternet (?:traffic|outages?|down)/i
/** An attack on availability that did no harm, or is told for its size. */
export const absorbed =
  /\b(?:record|record-breaking|largest|biggest|near-record|[\d.]+ ?[tg]bps|terabits?|rps|absorb\w*|mitigat(?:es|ed)|blocks?|blocked|thwart\w*|fend\w*|stopp?(?:s|ed)|defend\w*|repel\w*|withst\w+|protect\w*|arrest\w*|sentenc\w+|for hire|attacks? (?:up|grew|rise|rose|increased?)|trends?|report|how to)\b.{0,60}\b(?:d?dos(?:ed)?|denial[- ]of[- ]service)\b|\b(?:ddos(?:ed)?|denial[- ]of[- ]service)\b.{0,60}\b(?:record|record-breaking|largest|biggest|ever|[\d.]+ ?[tg]bps|terabits?|mitigated|blocked|thwarted|arrest\w*|sentenc\w+|for hire|trends?|report|botnet|protection)\b/i

/** Power words that nothing else takes back: then "outage" says nothing. */
export const electric = new RegExp(`^(?!.*(?:${powerElse.source})).*(?:${power.source})`, 'i')
export const tooLarge = new RegExp(`${electric.source}|${absorbed.source}`, 'i')
