import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { titleKey } from '../../src/news/title-key.ts'

/** One labelled title. */
export interface Row {
  set: 'labelled' | 'stream' | 'ours'
  title: string
  url: string
  positive: boolean
  /** Left out of the strict score. */
  borderline: boolean
  service: string
  /** Rows of one group tell one story and never lie in two folds. */
  group: number
}

/** Titles that we made up: the first are learned from, the second only measured. */
export function ourRows(which: 'first' | 'second'): Row[] {
  return tableOf(fileURLToPath(new URL(`./ours/${which}.tsv`, import.meta.url)), 'ours')
}

/** Reads `headlines.tsv` and `stream.tsv`, and what we made up; throws where one is missing. */
export function readRows(folder: string): Row[] {
  const labelled = tableOf(join(folder, 'headlines.tsv'), 'labelled')
  const rows = [...labelled, ...streamIn(folder), ...ourRows('first')]
  group(rows)
  return rows
}

/** The background alone: titles as they came, day after day. */
export function streamIn(folder: string): Row[] {
  return tableOf(join(folder, 'stream.tsv'), 'stream')
}

function tableOf(file: string, set: Row['set']): Row[] {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head!.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (...names: string[]) =>
      names.map((n) => cells[columns.indexOf(n)]).find((c) => c !== undefined) ?? ''
    const borderline = cell('note').includes('borderline')
    const [title, url] = [cell('headline', 'title'), cell('source_url', 'url')]
    const positive = cell('label') === 'outage'
    return { set, title, url, positive, borderline, service: cell('service'), group: 0 }
  })
}

/** `/2019/03/gmail-is-down-again-1234.html` → `gmail is down again`; empty where there is none. */
export function slugOf(url: string): string {
  const parts = url
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .split('/')
  const words = parts
    .map((p) =>
      p
        .replace(/\.\w{2,9}$/, '')
        .split(/[-_]/)
        .filter((w) => /^[a-z]+$|^\d{1,3}$/i.test(w)),
    )
    .sort((a, b) => b.length - a.length)[0]!
  return words.length >= 4 ? words.join(' ').toLowerCase() : ''
}

/** Joins rows with one address, one title or nearly the same words. */
function group(rows: Row[]): void {
  const parent = rows.map((_, i) => i)
  const root = (i: number): number => (parent[i] === i ? i : root(parent[i]!))
  const seen = new Map<string, number>()
  const join = (key: string, i: number) => {
    const other = seen.get(key)
    if (other === undefined) seen.set(key, i)
    else parent[root(i)] = root(other)
  }
  for (const [i, row] of rows.entries()) for (const key of keysOf(row)) join(key, i)
  for (const [i, row] of rows.entries()) row.group = root(i)
}

function keysOf(row: Row): string[] {
  const path = row.url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/&from=rss$/, '')
  const words = titleKey(row.title)
    .split(' ')
    .filter((w) => w.length > 2 && !/^(the|and|was|has|been|are|for|ask)$/.test(w))
    .sort()
  const keys = [`t ${titleKey(row.title)}`, `w ${words.join(' ')}`]
  if (/\/[^/?#]{3,}/.test(path)) keys.push(`u ${path}`)
  const slug = slugOf(row.url)
  if (slug.length > 25) keys.push(`t ${titleKey(slug)}`)
  return keys
}
