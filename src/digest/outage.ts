import type { StoredIncident } from '../incident.ts'
import type { Named } from './articles.ts'
import { minuteMs, ms } from './dates.ts'
import type { FoldedLine, FollowUp, IncidentLine } from './digest.ts'
import { beganAt, durationsOf, endedAt, wasOpenAt } from './duration.ts'
import type { Edition } from './edition.ts'
import { type FollowUpDraft, followUpOf, traceOf } from './follow-ups.ts'
import { maintenanceTrouble } from './maintenance.ts'
import type { DraftSettings } from './settings.ts'
import { substance, substanceOf } from './substance.ts'

/** A service whose outage is told under that of another, and why. */
export interface Joined extends Named {
  reason: string
  /** Its own incidents, which lose their lines. */
  outages?: Outage[]
  /** Where it told of it itself. */
  url?: string | null
  /** It keeps an entry of its own. */
  apart?: boolean
}

/** An incident of this edition with its line and what was published about it later. */
export interface Outage {
  incident: StoredIncident
  line: IncidentLine
  followUp: FollowUpDraft | null
  /** All its words, for weighing it. */
  words: string
  reasons: string[]
  /** Minutes from its begin to the close of the edition, where it was still open then. */
  openFor: number | null
  /** Services that fell with it or because of it. */
  joined?: Joined[]
}

export function outageOf(
  incident: StoredIncident,
  edition: Edition,
  reasons: string[],
  settings: DraftSettings,
): Outage {
  const followUp = followUpOf(incident, edition, true, settings)
  const texts = textsOf(incident, edition, followUp)
  const all = followUp ? [...texts, followUp.whole] : texts
  const line = lineOf(incident, edition, all, remarkOf(incident, texts, settings, followUp))
  const began = ms(beganAt(incident))
  const openFor =
    line.open && began !== null ? Math.round((ms(edition.to)! - began) / minuteMs) : null
  const words = [incident.title, ...all].join('\n')
  return { incident, line, followUp, words, reasons, openFor }
}

/** What it had said when the edition closed, the latest first; postmortems only if not told apart. */
function textsOf(i: StoredIncident, edition: Edition, apart: FollowUp | null): string[] {
  const said = i.updates
    .filter((u) => !apart || u.status !== 'postmortem')
    .filter((u) => u.at === null || ms(u.at)! < ms(edition.to)!)
    .map((u) => u.text)
  return said.filter((text) => text.trim() !== '').reverse()
}

/** The sentence with the substance, else the title where that says more than a name. */
function remarkOf(
  i: StoredIncident,
  texts: readonly string[],
  settings: DraftSettings,
  followUp: FollowUp | null,
): string | null {
  const trouble = i.kind === 'maintenance' ? maintenanceTrouble(i) : null
  const said = trouble ?? substance(texts, settings.remarkLength)
  if (said && said !== followUp?.text) return said
  return said || followUp || substanceOf(i.title) < 0 ? null : i.title
}

function lineOf(
  i: StoredIncident,
  edition: Edition,
  texts: readonly string[],
  remark: string | null,
): IncidentLine {
  return {
    id: i.id,
    key: i.key,
    url: i.url,
    title: i.title,
    status: i.status,
    impact: i.impact,
    impactLabel: i.impactLabel,
    startedAt: i.startedAt,
    resolvedAt: i.resolvedAt,
    postedAt: i.postedAt,
    open: wasOpenAt(i, edition.to),
    state: i.state,
    remark,
    durations: durationsOf(i, texts),
    regions: [...i.regions],
    trace: traceOf(i),
  }
}

/** What stays of an incident that is told in the line of another. */
export function foldedLine({ incident, line }: Outage, differs: string | null = null): FoldedLine {
  const { key, id, url, title, trace } = line
  const startedAt = beganAt(incident)
  const { posted } = line.durations
  return { key, id, url, title, startedAt, resolvedAt: endedAt(incident), posted, differs, trace }
}
