/** One news item as it can be judged: only the title is needed. */
export interface Headline {
  title: string
  summary?: string
  url?: string | null
}
