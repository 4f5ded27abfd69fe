import { slug } from '../../digest/articles.ts'
import type { Decision } from '../../digest/decisions.ts'
import type { Digest } from '../../digest/digest.ts'
import { EditError, type standing } from '../../digest/editing.ts'

export type Standing = Awaited<ReturnType<typeof standing>>[number]

/** What a form of the page sent: each name once, or several times for `items`. */
export type Form = Record<string, string | string[]>

export type Action =
  | { kind: 'decide'; decision: Decision }
  | { kind: 'undo'; ids: number[] }
  | { kind: 'freeze' }

/**
 * What a posted form asks for. Throws EditError, in a sentence, for what cannot be understood; the
 * decision itself is checked where it is taken.
 */
export function actionOf(form: Form, digest: Digest, stands: readonly Standing[]): Action {
  const what = one(form, 'do')
  if (what === 'freeze') return { kind: 'freeze' }
  if (what === 'undo') return { kind: 'undo', ids: wholeNumbers(form, 'id') }
  const make = Object.hasOwn(decisions, what) ? decisions[what] : undefined
  if (!make) throw new EditError('The form asks for something this page does not know.')
  return { kind: 'decide', decision: make(form, digest, stands) }
}

type Make = (form: Form, digest: Digest, stands: readonly Standing[]) => Decision

const decisions: Record<string, Make> = {
  exclude: (form) => ({ do: 'exclude', entry: one(form, 'entry') }),
  include: (form) => ({ do: 'include', item: one(form, 'item') }),
  drop: (form) => ({ do: 'drop', item: one(form, 'item') }),
  keep: (form, digest) => ({ do: 'order', entries: [...idsOf(digest), one(form, 'entry')] }),
  pin: (form) => ({ do: 'pin', entry: one(form, 'entry'), place: wholeNumber(form, 'place') }),
  up: (form, digest, stands) => moved(one(form, 'entry'), -1, digest, stands),
  down: (form, digest, stands) => moved(one(form, 'entry'), 1, digest, stands),
  move: (form, digest, stands) => {
    const ids = idsOf(digest)
    const by = wholeNumber(form, 'place') - 1 - ids.indexOf(one(form, 'entry'))
    return moved(one(form, 'entry'), by, digest, stands)
  },
  rename: (form) => ({
    do: 'rename',
    entry: one(form, 'entry'),
    label: required(form, 'label', 'The name must not be empty.'),
    gloss: one(form, 'gloss').trim() || null,
  }),
  remark: (form) => ({
    do: 'remark',
    entry: one(form, 'entry'),
    text: one(form, 'text').trim() || null,
  }),
  merge: (form) => ({ do: 'merge', from: one(form, 'entry'), into: one(form, 'into') }),
  split: (form) => {
    const label = required(form, 'label', 'What is split off needs a name.')
    const items = [form.items ?? []].flat()
    if (items.length === 0) throw new EditError('Choose at least one item to split off.')
    const as = one(form, 'as') || slug(label) || 'split'
    return { do: 'split', entry: one(form, 'entry'), items, as, label }
  },
}

/** A new place among the printed ones: as an order of all, or as the pin it already has. */
function moved(entry: string, by: number, digest: Digest, stands: readonly Standing[]): Decision {
  const ids = idsOf(digest)
  const from = ids.indexOf(entry)
  if (from < 0) throw new EditError(`There is no entry "${entry}" to move.`)
  const to = Math.min(Math.max(from + by, 0), ids.length - 1)
  if (pinOf(entry, stands)) return { do: 'pin', entry, place: to + 1 }
  ids.splice(to, 0, ...ids.splice(from, 1))
  return { do: 'order', entries: ids }
}

/** The decision that holds an entry at its place, if any. */
export function pinOf(entry: string, stands: readonly Standing[]): Standing | undefined {
  return stands.findLast(({ decision: d }) => d.do === 'pin' && d.entry === entry)
}

function idsOf({ entries }: Digest): string[] {
  return entries.map((e) => e.service.id)
}

export function one(form: Form, name: string): string {
  const value: unknown = [form[name]].flat().at(-1)
  // A form made elsewhere can send a file.
  return typeof value === 'string' ? value : ''
}

function required(form: Form, name: string, complaint: string): string {
  const text = one(form, name).trim()
  if (!text) throw new EditError(complaint)
  return text
}

function wholeNumber(form: Form, name: string): number {
  return checkedNumber(one(form, name), name)
}

function wholeNumbers(form: Form, name: string): number[] {
  return [form[name] ?? ''].flat().map((text) => checkedNumber(text, name))
}

function checkedNumber(given: string, name: string): number {
  const text = given.trim()
  if (!/^\d{1,9}$/.test(text)) throw new EditError(`“${name}” must be a whole number.`)
  return Number(text)
}
