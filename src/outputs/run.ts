/** A piece of a line: words, with a link or without. Not escaped, not cleaned. */
export interface Run {
  text: string
  url?: string | null
}
