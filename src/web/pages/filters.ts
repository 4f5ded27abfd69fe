import type { Context } from 'hono'
import { html } from 'hono/html'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { grouped } from './pieces.ts'

export type Query = Readonly<Record<string, string>>

const longestWords = 200

/** One parameter of the address as a line of words; empty when it is missing. */
export function asked(c: Context, name: string): string {
  return clean((c.req.query(name) ?? '').slice(0, longestWords)).trim()
}

/** One parameter that is one of a few words; null for any other. */
export function askedOf<T extends string>(c: Context, name: string, of: readonly T[]): T | null {
  const value = asked(c, name)
  return of.find((one) => one === value) ?? null
}

/** The number of a page, from 1. */
export function askedPage(c: Context): number {
  const text = asked(c, 'page')
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** An address with the parameters that say something, some of them changed; null takes one out. */
export function addressWith(
  path: string,
  query: Query,
  changed: Readonly<Record<string, string | null>> = {},
): string {
  const all = Object.entries({ ...query, ...changed }).filter(([, value]) => value)
  const text = new URLSearchParams(all as [string, string][]).toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * The address a form should have led to: it sends all of its fields, and only those that say
 * something are kept. Null when it is so already.
 */
export function tidied(c: Context): string | null {
  const query = c.req.query()
  return Object.values(query).includes('') ? addressWith(c.req.path, query) : null
}

/** The rows of one page of a list that is held whole. */
export interface Page<T> {
  rows: T[]
  page: number
  pages: number
}

export function pageOf<T>(all: readonly T[], page: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const shown = Math.min(page, pages)
  return { rows: all.slice((shown - 1) * size, shown * size), page: shown, pages }
}

/** Links to the page before and after; nothing where there is only one. */
export function pager({ page, pages }: Page<unknown>, path: string, query: Query): Html | '' {
  if (pages === 1) return ''
  const to = (n: number) => addressWith(path, query, { page: n === 1 ? null : String(n) })
  return html`<nav class="pager" aria-label="Pages of the list">
    ${page > 1 ? html`<a class="button" rel="prev" href="${to(page - 1)}">← Before</a>` : ''}
    <span>Page ${page} of ${grouped(pages)}</span>
    ${page < pages ? html`<a class="button" rel="next" href="${to(page + 1)}">Next →</a>` : ''}
  </nav>`
}

/** A line for words to look for. */
export function searchField(label: string, value: string): Html {
  return html`<p class="field field-wide"><label for="q">${label}</label><input type="search" id="q" name="q" value="${value}" maxlength="${longestWords}" /></p>`
}

export interface Choice {
  value: string
  text: string
}

/** A list to choose one from; the first choice stands for all. */
export function choiceField(
  name: string,
  label: string,
  value: string,
  choices: readonly Choice[],
): Html {
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(
    (one) =>
      html`<option value="${one.value}" ${one.value === value ? 'selected' : ''}>${one.text}</option>`,
  )}</select></p>`
}

/** Links that each show a part of the list, with how many there are. */
export function partLinks(
  label: string,
  parts: readonly { value: string; text: string; count: number }[],
  current: string,
  to: (value: string) => string,
): Html {
  return html`<nav class="parts" aria-label="${label}">${parts.map(
    ({ value, text, count }) =>
      html`<a href="${to(value)}" ${value === current ? html`aria-current="true"` : ''}>${text} <span class="count">${grouped(count)}</span></a> `,
  )}</nav>`
}
