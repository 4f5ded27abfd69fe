const list = /^(.*?)\/(?:incidents?|issues?|maintenances?|events?|history|notices?|posts?)(?:\/|$)/

/** The page that shows several incidents: what stands before `/incidents/…`, else the host. */
export function pageOf(urls: readonly string[]): string | null {
  const pages = urls.map(listPage).filter((page) => page !== null)
  const first = pages[0]
  if (first === undefined) return null
  if (pages.every((page) => page === first)) return first
  const origin = new URL(first).origin
  return pages.every((page) => new URL(page).origin === origin) ? `${origin}/` : first
}

function listPage(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { origin, pathname } = new URL(url)
  const before = list.exec(pathname)
  return `${origin}${before ? `${before[1]}/` : pathname}`
}
