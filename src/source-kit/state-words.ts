import type { Impact, IncidentKind, Status } from '../incident.ts'
import { saysFollowUp } from './open-state.ts'
import { overAbroad, stateLabels } from './state-labels.ts'
import { oneLine } from './text.ts'

const labels = new Map<string, Status>(
  Object.entries(stateLabels).flatMap(([status, list]) =>
    list.split(',').map((word) => [word.trim().replace(/\s+/g, ' '), status as Status] as const),
  ),
)

/** What may stand beside a state within a label: `Incident Recovered`, `Status: Resolved`. */
const beside =
  /^(?:incident|issue|status|state|update|maintenance|problem|outage|event|störung|statut|estado|stato|статус)\b[\s:()-]*/u

/** From here to the end of the sentence it is denied, hoped, promised or made a condition. */
const notYet =
  /(?:\b(?:not|never|no|cannot|unable|fail(?:s|ed|ing)?|yet to|until|till|once|when(?:ever)?|if|unless|before|as soon as|will|shall|should|would|could|can|may|might|must|needs?|to (?:be|have|get|resolve|restore|fix)|expect\w*|estimat\w*|hop(?:e|es|ing)|plan(?:s|ning)?|try(?:ing)?|attempt\w*|aim(?:s|ing)?|working (?:to|on|with|towards?|through)|believe\w*|appears?|seems?|likely|being|previous(?:ly)?|after (?:it|this|the \w+) (?:is|has|was|are))\b|n['’]t\b|['’]ll\b).*/iu
const partly =
  /\b(?:partial(?:ly)?|some|most(?:ly)?|many|several|majority|nearly|almost|largely|gradual(?:ly)?|still|remain(?:s|ing)?|except|recurr\w*|re-?occur\w*|re-?open\w*|again (?:seeing|investigating)|yesterday|last (?:week|month)|(?:resolved|restored|recovered|fixed) for (?!all|every))\b|\b(?!100\b)\d+(?:\.\d+)? ?(?:%|percent\b)/i
const said =
  /(?<!\bwe(?:['’]ve)?(?: \w+){0,2} )\b(?:is|are|was|were|been|now|has|have|fully|completely|successfully) (?:[\w-]+ ){0,3}?(?:resolved|solved|fixed|restored|recovered|ended|over|operational|functioning (?:normally|as expected)|working (?:normally|as expected)|back (?:to normal|online|up))\b/i
/** Work that is done ends an incident only if it was its repair: `We have restored backups` says nothing. */
const saidByUs =
  /\bwe(?:['’]ve| have)? (?:\w+ ){0,2}?(?:resolved|solved|fixed|restored)(?: \w+){0,2}? (?:issues?|problems?|incident|outage|bug|errors?|services?|access|connectivity)\b/i
const normally =
  /\b(?:all|every\w*|it|services?|systems?|operations?) (?:\w+ ){0,3}?(?:operating|running|working) (?:normally|as expected)\b/i
const workDone =
  /\b(?:maintenance|upgrade|migration|work|deployment|window)\b.*\b(?:completed?|concluded|finished|ended)\b/i
const aux = /\b(?:is|are|was|were|been|has|have|now)\b/i
/** Elsewhere in the text: it goes on. */
const goesOn =
  /\b(?:continu(?:e|es|ing) (?:to (?!monitor)|with |our |work)|ongoing|impaired|(?:are|is|we['’]re) (?:still |now |actively |currently )*(?:working (?:to|on|with|towards?|through)|seeing|experiencing|aware)|(?:next|another) update (?:by|at|in|will)|remains? (?:unavailable|degraded|affected|down|unreachable))\b/i
/** `API recovered`, `Issue resolved`, at the end of a short line. */
const ended =
  /\w (?:resolved|recovered|restored|back to normal|back online|back up)$|\b(?:issues?|incident|problems?|outage|bug) (?:fixed|solved|closed|over)$/i

const monitoring =
  /\b(?:are|is|am|be|been|continu\w+|currently|still|closely|will|we|we['’]re|team|now|to|and)(?: (?!affecting|service|tool)[\w-]+){0,2}? monitor(?:ing)?\b(?! (?:service|system|tool|data|metric|alert|dashboard|agent)s?\b)|\bfix (?:has been |was |is |have been )?(?:implemented|deployed|applied|released|rolled out|in place)\b|\b(?:is|are|now|been|was|were) (?:recovering|mitigated)\b/i
const identified =
  /\b(?:we|have|has|been|was|team|teams|engineers)(?: \w+){0,2}? identified\b|\b(?:working on|implementing|deploying|developing|preparing|rolling out|applying) (?:a|the) (?:fix|solution|mitigation|remediation|workaround)\b/i
const investigating =
  /\b(?:are|is|am|currently|still|continu\w+|actively|we|team|engineers|and|to)(?: \w+){0,2}? investigat(?:e|ing)\b|\blooking into\b|\bunder investigation\b/i
const underway =
  /\b(?:maintenance|upgrade|migration|work) (?:is |has |window )?(?:now |currently )?(?:in progress|under ?way|started|begun|has started|has begun)\b/i
const planned =
  /\b(?:is|are|been|have|has|following) scheduled (?:for|to|maintenance)\b|\bwill (?:be )?(?:undergo\w*|perform\w*|conduct\w*|carry\w*)(?: \w+){0,4}? maintenance\b|\bthis is a scheduled event\b/i

/**
 * The state that a label, title or sentence speaks of; `unknown` when it says nothing ("Update").
 * It is over only where the words say that it is: hopes, promises, conditions, denials and
 * partial recoveries are not. `completed` may be said of incidents too, `resolved` of maintenance.
 */
export function stateOf(text: string): Status {
  const line = oneLine(text.slice(0, 5000))
  if (line === '') return 'unknown'
  return labelled(line) ?? spoken(text.slice(0, 5000))
}

/** From the parts of a title that are labels: whole, `[Resolved] …`, `Resolved: …`, `… - Resolved`. */
function labelled(line: string): Status | null {
  const parts = [
    line,
    ...(/^([^:：|]{1,40})[:：|]/u.exec(line)?.slice(1) ?? []),
    ...(/^(.{1,40}?)\s[-–—]\s/u.exec(line)?.slice(1) ?? []),
    ...(/^[\s\p{P}\p{S}]*[(（](.{1,40}?)[)）]/u.exec(line)?.slice(1) ?? []),
    ...[...line.matchAll(/[[【［〔「](.{1,40}?)[\]】］〕」]/gu)].map((m) => m[1]!),
    ...(/[(（]([^()（）]{1,40})[)）]$/u.exec(line)?.slice(1) ?? []),
    ...(/(?:\s[-–—|]\s|[:：]\s*)([^:：|–—]{1,40})$/u.exec(line)?.slice(1) ?? []),
  ]
  const states = parts.map(labelState).filter((s) => s !== null)
  return (
    states.find((s) => s !== 'scheduled') ?? (states.length && !deniedIn(line) ? 'scheduled' : null)
  )
}

/** A heading that only announces the work may be followed by what became of it. */
function deniedIn(line: string): boolean {
  const state = spoken(line)
  return state !== 'unknown' && state !== 'scheduled'
}

function labelState(label: string): Status | null {
  const word = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/_/g, ' ')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ')
  const found = labels.get(word)
  if (found) return found
  if (/^(?:partially|partly|mostly) (?:resolved|restored|recovered|fixed)$/.test(word)) {
    return 'monitoring'
  }
  const rest = word.replace(beside, '').replace(/\s*\)$/, '')
  return rest !== word ? (labels.get(rest) ?? null) : null
}

function spoken(text: string): Status {
  const list = sentences(text)
  if (saysFollowUp(text)) return 'postmortem'
  const has = (pattern: RegExp) => list.some((s) => pattern.test(s))
  if (has(monitoring)) return 'monitoring'
  if (/\b(?:are|still|continu\w+) (?:\w+ )?investigat/i.test(text)) return 'investigating'
  const over = has(goesOn) ? undefined : list.find(isOver)
  if (over) return workDone.test(over) ? 'completed' : 'resolved'
  if (list.some((s) => identified.test(s.replace(notYet, '')) || /\bworking on a fix\b/i.test(s))) {
    return 'identified'
  }
  if (has(investigating)) return 'investigating'
  if (has(underway)) return 'in_progress'
  if (has(planned)) return 'scheduled'
  return list.some((s) => partly.test(s) && said.test(s)) ? 'monitoring' : 'unknown'
}

/** The sentence says that all is over: not denied, not promised, not in part, not asked. */
function isOver(sentence: string): boolean {
  if (sentence.endsWith('?') || partly.test(sentence)) return false
  const claim = sentence.replace(notYet, '').replace(/[\s.!]+$/, '')
  if (saidByUs.test(claim) || (workDone.test(claim) && aux.test(claim))) return true
  if (said.test(claim) || normally.test(claim)) return true
  if (claim.length < 80 && ended.test(claim)) return true
  const label = labelState(sentence)
  if (label === 'resolved' || label === 'completed') return true
  return overAbroad.some((how) => how.said.test(sentence) && !how.denied.test(sentence))
}

function sentences(text: string): string[] {
  return oneLineEach(text).flatMap(
    (line) => line.match(/[^.!?。！？]+(?:[.!?。！？]+(?!\s|$)[^.!?。！？]*)*\??/gu) ?? [],
  )
}

function oneLineEach(text: string): string[] {
  return text.split(/\n+/).map(oneLine).filter(Boolean)
}

const impactLabels: readonly (readonly [Impact, RegExp])[] = [
  ['maintenance', /^(?:under |scheduled |planned )?maintenance$/],
  ['none', /^(?:none|no impact|operational|no issues?|up|ok|all good)$/],
  ['critical', /^(?:critical|(?:major|full|total|complete) ?outage|sev(?:erity)?[ -]?[01]|p[01])$/],
  [
    'major',
    /^(?:major|high|(?:partial|minor)? ?outage|partial disruption|service disruption|disruption)$/,
  ],
  [
    'minor',
    /^(?:minor|low|degraded(?: ?performance)?|(?:performance|service) (?:degradation|issues?))$/,
  ],
]

/** Words that say the impact even within a sentence, worst first. */
const impactPhrases: readonly (readonly [Impact, RegExp])[] = [
  ['critical', /(?<!\b(?:no|not a|without) )\b(?:major|full|total|complete)[ _]outage\b/i],
  ['major', /(?<!\bno )\bpartial[ _](?:outage|disruption)\b/i],
  ['minor', /(?<!\bno )\bdegraded[ _]performance\b|\bperformance degradation\b/i],
]

/** The impact a label or phrase names ("Partial outage" is major); `unknown` when it names none. */
export function impactOf(text: string): Impact {
  const word = oneLine(text)
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
  const label = word.replace(/^(?:impact|severity)[: ]+| (?:impact|severity|incident)$/g, '')
  const found = impactLabels.find(([, pattern]) => pattern.test(label))
  return (found ?? impactPhrases.find(([, pattern]) => pattern.test(word)))?.[0] ?? 'unknown'
}

const upkeep =
  /\bmaintenance\b|\bscheduled (?:event|downtime|work|upgrade|outage|update)|\bplanned (?:work|downtime|upgrade|outage|migration)|wartung|entretien|mantenimiento|manutenç|manutenzione|onderhoud|konserwacj|prace serwisowe|обслуживани|(?:плановые|технические) работы|メンテナンス|维护|維護|점검|유지 ?보수|underhåll|vedligehold|huolto/iu
/** Trouble that maintenance brought about, or that is compared with it. */
const trouble =
  /\b(?:unplanned|after|following|during|due to|caused by|related to|because of|post-?)(?: (?:the|a|our|today['’]s|scheduled|planned|emergency|recent))*[ -](?:\w+ )?maintenance\b|\bmaintenance (?:page|mode) (?:error|shown)|\boverran\b/i
const notices =
  /^(?:information(?:al)?|notice|announcement|info|hinweis|ankündigung|annonce|aviso)$/i

/** Maintenance, a notice, or else an incident, by the words of a label or title. */
export function kindOf(text: string): IncidentKind {
  const line = oneLine(text)
  const prefix = line
    .split(/[:：\]|]/u)[0]!
    .replace(/^\W+/u, '')
    .trim()
  if (notices.test(prefix)) return 'notice'
  return upkeep.test(line) && !trouble.test(line) ? 'maintenance' : 'incident'
}
