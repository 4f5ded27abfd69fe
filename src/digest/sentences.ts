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
    .replace(/!\[[^\]]{0,300}\]\([^)\s]{0,2000}\)/g, ' ')
    .replace(/\[([^\]]{1,300})\]\((?:https?:)?[^)\s]{0,2000}\)/g, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/^[ \t]*(?:\\?#{1,6}|[-*+•]|\d{1,2}[.)](?=\s)|>)[ \t]+/gm, '')
    .replace(/\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|`/g, '')
    .replace(/\\([#*_[\]()`~-])/g, '$1')
}

/** What a provider writes is shorter; what somebody hostile writes is not read on. */
const longestText = 20_000
/** Longer ones are never printed whole. */
const longestSentence = 1000

/** The sentences of a text in order; headings and labels before a sentence are dropped. */
export const sentencesOf: (text: string) => readonly string[] = remembered(readSentences, 20_000)

function readSentences(text: string): readonly string[] {
  return proseOf(evenSpaced(text.slice(0, longestText)))
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
    .map((s) => s.slice(0, longestSentence))
}

/** One space for many, so that no pattern below has to try a long run of them in every way. */
function evenSpaced(text: string): string {
  return text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*\n ?/g, '\n\n')
}

/** Few words and no end to them. */
function isHeading(line: string): boolean {
  return !/[.!?…)"”]$/.test(line) && line.split(' ').length < 5
}
