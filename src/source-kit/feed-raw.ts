/** What every reader of a feed hands over: texts as they came, nothing judged. Lists in order of preference. */
export interface RawFeed {
  format: 'rss' | 'atom' | 'json'
  title: string
  links: string[]
  generator: string
  description: string
  dates: string[]
  ttl: string
  items: RawItem[]
  /** Entries that could not be read at all. */
  dropped: number
}

export interface RawItem {
  id: string
  links: string[]
  title: string
  /** `text` when the document says that a title holds no markup. */
  titleType: string
  html: string
  summary: string
  published: string[]
  updated: string[]
  categories: string[]
  author: string
  publisher: string
  extra: Record<string, string>
}
