import type { StoredIncident } from '../incident.ts'
import { minuteMs, ms } from './dates.ts'
import type { FollowUp, IncidentLine } from './digest.ts'
import { beganAt, durationsOf, wasOpenAt } from './duration.ts'
import type { Edition } from './edition.ts'
import { type FollowUpDraft, followUpOf, traceOf } from './follow-ups.ts'
import { maintenanceTrouble } from './maintenance.ts'
import type { DraftSettings } from './settings.ts'
import { substance, substanceOf } from './substance.ts'

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
