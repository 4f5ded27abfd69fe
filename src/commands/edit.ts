import { userInfo } from 'node:os'
import { createTwoFilesPatch } from 'diff'
import { versionsOf } from '#storage/editing.ts'
import type { Decision } from '../digest/decisions.ts'
import type { Digest } from '../digest/digest.ts'
import { digestOf } from '../digest/draw.ts'
import {
  type Author,
  type Desk,
  decide,
  EditError,
  freeze,
  standing,
  undo,
} from '../digest/editing.ts'
import type { Edition } from '../digest/edition.ts'
import { draftingOf } from '../digest/settings.ts'
import { ConfigError } from '../errors.ts'
import { renderDigest } from '../outputs/render.ts'
import { type CommonOptions, print, printJson, say, withContext } from './context.ts'
import { chosenEdition, type EditionChoice } from './digest.ts'

export interface EditOptions extends CommonOptions, EditionChoice {
  reason?: string
  editor?: string
  json?: boolean
}

/** Shows what can be decided on: the entries with their ids, what was left out, what stands. */
export async function editListCommand(options: EditOptions): Promise<void> {
  await withEdition(options, async (desk, edition) => {
    const digest = await digestOf(desk.store, edition, desk.services, desk.settings)
    const decisions = await standing(desk, edition)
    if (options.json) return printJson({ ...digest, decisions })
    for (const [n, e] of digest.entries.entries()) {
      const why = `${e.score} points: ${e.reasons.join('; ')}`
      print(`${String(n + 1).padStart(2)}  ${e.service.id}  ${e.label}  (${why})`)
    }
    for (const left of digest.leftOut) {
      print(
        ` -  ${left.item ?? left.entry ?? '?'}  ${left.service ?? ''}: ${left.title}  (${left.reason})`,
      )
    }
    for (const d of decisions)
      print(`#${d.id}  ${JSON.stringify(d.decision)}  ${d.editor} ${d.at} ${d.reason}`)
  })
}

/** Takes one decision and prints the section as it is then. */
export async function editCommand(decision: Decision, options: EditOptions): Promise<void> {
  await withEdition(options, async (desk, edition) => {
    tell(await decide(desk, edition, decision, authorOf(options)), edition)
  })
}

/** Takes the newest decision back, or the one with that number. */
export async function editUndoCommand(id: string | undefined, options: EditOptions): Promise<void> {
  await withEdition(options, async (desk, edition) => {
    const undone = await undo(desk, edition, new Date().toISOString(), id ? Number(id) : undefined)
    say(undone ? `Taken back: #${undone.id} ${undone.decision}` : 'There is nothing to take back.')
    if (!undone) process.exitCode = 1
    tell(await digestOf(desk.store, edition, desk.services, desk.settings), edition)
  })
}

/** Prints the section for good. */
export async function editFreezeCommand(options: EditOptions): Promise<void> {
  await withEdition(options, async (desk, edition) => {
    tell(await freeze(desk, edition, authorOf(options)), edition)
    say(`Frozen. A later decision makes a corrected version.`)
  })
}

/** Every version that was printed, each with its difference from the one before. */
export async function editVersionsCommand(options: EditOptions): Promise<void> {
  await withEdition(options, async (desk, edition) => {
    const versions = await versionsOf(desk.store.db, edition.week ?? '')
    if (versions.length === 0) say(`The edition ${edition.week} is not frozen.`)
    let before = ''
    for (const { version, made_at, editor, reason, content } of versions) {
      const text = renderDigest(JSON.parse(content) as Digest, 'markdown')
      print(`Version ${version}, ${made_at}, ${editor}${reason ? `: ${reason}` : ''}`)
      print(
        version === 1
          ? text
          : createTwoFilesPatch(`version ${version - 1}`, `version ${version}`, before, text),
      )
      before = text
    }
  })
}

async function withEdition(
  options: EditOptions,
  run: (desk: Desk, edition: Edition) => Promise<void>,
): Promise<void> {
  await withContext(options, async ({ feeds, store }) => {
    const edition = await chosenEdition(options, feeds, store)
    try {
      await run({ store, services: feeds.services, settings: draftingOf(feeds.digest) }, edition)
    } catch (e) {
      if (e instanceof EditError) throw new ConfigError(e.message)
      throw e
    }
  })
}

function authorOf({ reason, editor }: EditOptions): Author {
  return {
    editor: editor ?? userInfo().username,
    reason: reason ?? '',
    now: new Date().toISOString(),
  }
}

function tell(digest: Digest, edition: Edition): void {
  print(renderDigest(digest, 'markdown'))
  say(`Edition ${edition.week}.`)
}
