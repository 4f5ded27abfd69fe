import { remembered } from './remembered.ts'

const abbreviation =
  /(?:\b(?:[ap]\.m|e\.g|i\.e|approx|vs|no|st|inc|ltd|corp|dr|mr|mrs|ms|etc|u\.s|u\.k|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|^\d{1,2}|\s[A-Z])\.$/i
const boundary = /(?<=[.!?]["'”’)\]]{0,2})\s+(?=[\p{Lu}\p{N}"'“‘(~\p{Lo}])/u
/** A label before the sentence proper: "Root cause:", "Impact -". */
const labelled =
  /^(?:incident )?(?:(?:executive )?summary|(?:root )?cause|impact(?: summary)?|what happened|description|resolution|update|follow[ -]?up|post[ -]?mortem|details|background)\s*(?::|[-–—]\s)\s*/i

/** Plain prose of a text that may hold Markdown: marks and link targets go, words stay. */
export function proseOf(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/!\[[^\]]*\]\([^)\s]*\)/g, ' ')
    .replace(/\[([^\]]+)\]\((?:https?:)?[^)\s]*\)/g, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/^[ \t]*(?:\\?#{1,6}|[-*+•]|\d{1,2}[.)](?=\s)|>)[ \t]+/gm, '')
    .replace(/\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|`/g, '')
    .replace(/\\([#*_[\]()`~-])/g, '$1')
}

/** The sentences of a text in order; headings and labels before a sentence are dropped. */
export const sentencesOf: (text: string) => readonly string[] = remembered(readSentences, 20_000)

function readSentences(text: string): readonly string[] {
  return proseOf(text)
    .replace(/(?<![.!?:\s])\s*\n\s*(?=[a-z(])/g, ' ')
    .split(/\n+/)
    .flatMap((line) => lineSentences(line.replace(/\s+/g, ' ').trim()))
}

function lineSentences(line: string): string[] {
  const parts: string[] = []
  for (const part of line.split(boundary)) {
    const last = parts.at(-1)
    if (last !== undefined && abbreviation.test(last)) parts[parts.length - 1] = `${last} ${part}`
    else parts.push(part)
  }
  return parts
    .map((s) => s.replace(labelled, '').trim())
    .filter((s) => s.length > 0 && !isHeading(s))
}

/** Few words and no end to them. */
function isHeading(line: string): boolean {
  return !/[.!?…)"”]$/.test(line) && line.split(' ').length < 5
}
