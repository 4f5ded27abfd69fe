import { type Change, diffLines, diffWordsWithSpace } from 'diff'
import { html } from 'hono/html'
import type { Html } from '../guard/refuse.ts'

const context = 2
/** Beyond this nobody reads a difference, and working it out takes long. */
const mostEdits = 600
/** Two lines are one that was reworded when they share at least so much (0..1). */
const alike = 0.5

type Marked = Html | string

/** What a text lost and won against the one before; what stayed is cut to the lines beside that. */
export function differenceView(before: string, after: string): Html {
  const changes = diffLines(before, after, { maxEditLength: mostEdits })
  if (!changes) return html`<p>Nearly everything is different.</p>`
  if (changes.every(stayed)) return html`<p>Nothing in the text changed.</p>`
  return html`<pre class="difference">${piecesOf(changes)}</pre>`
}

function piecesOf(changes: readonly Change[]): Marked[] {
  const pieces: Marked[] = []
  for (let n = 0; n < changes.length; n++) {
    const [change, next] = [changes[n]!, changes[n + 1]]
    if (stayed(change)) pieces.push(shortened(change.value, n === 0, !next))
    else if (change.removed && next?.added) {
      pieces.push(...replaced(change.value, next.value))
      n++
    } else pieces.push(block(change.value, change.removed))
  }
  return pieces
}

function stayed({ added, removed }: Change): boolean {
  return !added && !removed
}

function block(text: string, removed: boolean): Html {
  return removed ? html`<del>${text}</del>` : html`<ins>${text}</ins>`
}

/** Lines in place of others: word by word where they are the same lines reworded. */
function replaced(before: string, after: string): Marked[] {
  const [was, is] = [linesOf(before), linesOf(after)]
  if (was.length !== is.length) return [block(before, true), block(after, false)]
  return was.flatMap((line, n) => reworded(line, is[n]!))
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function reworded(before: string, after: string): Marked[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits })
  const common = (changes ?? []).filter(stayed).reduce((sum, { value }) => sum + value.length, 0)
  if (!changes || common < alike * Math.max(before.length, after.length)) {
    return [block(before, true), block(after, false)]
  }
  return changes.map((c) => (stayed(c) ? c.value : block(c.value, c.removed)))
}

function shortened(text: string, first: boolean, last: boolean): string {
  const lines = linesOf(text)
  const [head, tail] = [first ? 0 : context, last ? 0 : context]
  if (lines.length <= head + tail + 2) return text
  return [...lines.slice(0, head), '…\n', ...lines.slice(lines.length - tail)].join('')
}
