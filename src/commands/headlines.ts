import { createInterface } from 'node:readline'
import { loadFeeds } from '../feeds.ts'
import { judge, serviceNames } from '../news/verdict.ts'
import { loadSources } from '../registry.ts'
import { type CommonOptions, print } from './context.ts'

/** Titles on stdin, one JSON verdict per line on stdout. A line may also be JSON `{title, summary, url}`. */
export async function headlinesCommand(options: CommonOptions): Promise<void> {
  const feeds = await loadFeeds(options.config, await loadSources())
  const names = serviceNames(feeds.services)
  for await (const line of createInterface({
    input: process.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line.trim() === '') continue
    const { title, outage, confidence, service, reasons } = judge(itemOf(line), names)
    print(JSON.stringify({ title, outage, confidence, service, reasons }))
  }
}

function itemOf(line: string): { title: string; summary?: string; url?: string } {
  if (!line.startsWith('{')) return { title: line }
  try {
    const { title, summary, url } = JSON.parse(line) as Record<string, unknown>
    if (typeof title !== 'string') return { title: line }
    return {
      title,
      ...(typeof summary === 'string' ? { summary } : {}),
      ...(typeof url === 'string' ? { url } : {}),
    }
  } catch {
    return { title: line }
  }
}
