import type { Digest } from '../digest/digest.ts'
import { clean, safeUrl } from './clean.ts'
import { type Item, type Run, sectionOf } from './section.ts'

/** The section as CommonMark: a heading and nested lists, one line per item. */
export function markdown(digest: Digest): string {
  const { heading, items, notes } = sectionOf(digest)
  const list = items.flatMap((item) => lines(item, 0)).join('\n')
  const blocks = [`## ${escapeMarkdown(heading)}`, list, ...notes.map((n) => lineOf([{ text: n }]))]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

function lines(item: Item, depth: number): string[] {
  const own = `${'  '.repeat(depth)}- ${lineOf(item.runs)}`
  return [own, ...item.items.flatMap((child) => lines(child, depth + 1))]
}

function lineOf(runs: readonly Run[]): string {
  return atLineStart(runs.map(runOf).join('').trim())
}

function runOf(run: Run): string {
  const text = escapeMarkdown(run.text)
  const url = safeUrl(run.url)
  return url && text.trim() ? `[${text.trim()}](${escapeDestination(url)})` : text
}

/** Text that no renderer takes for markup: emphasis, code, links, HTML, entities, bare addresses. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#|\w+;)/g, '\\&')
    .replace(/(?<=\w):(?=\/\/)/g, '\\:')
    .replace(/(?<=www)\./gi, '\\.')
    .replace(/(?<=[\w.+-])@(?=[\w-])/g, '\\@')
    .replace(/(?<=\b(?:mailto|xmpp)):/gi, '\\:')
}

/** What at the start of a line would begin a list, heading, quote, rule or task box. */
function atLineStart(line: string): string {
  return line.replace(/^([-+=#])/, '\\$1').replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

/** Parentheses, quotes and the like are encoded, so that the link ends where it should. */
function escapeDestination(url: string): string {
  return url
    .replace(
      /[()<>[\]"'`\\|{}^*~\s]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/&(?=#|\w+;)/g, '\\&')
}
