import { isNative } from './incidentio-shape.ts'
import type { Detection, Reply } from './source.ts'
import { isIncidentIo, pageRoot } from './statuspage-page.ts'

/** Sure by a page id that is a ULID, Vercel's route name, or the page's own model; else by its HTML. */
export function detectIncidentio(replies: readonly Reply[]): Detection | null {
  const whole = replies.filter((r) => r.status === 200)
  const native = whole.find((r) => new URL(r.url).pathname.startsWith('/proxy/') && isNative(r))
  if (native) return found(native, 'answers in the model of incident.io', 0.95)
  const marked = whole.find(isIncidentIo)
  return marked ? found(marked, 'is a page of incident.io', 0.95) : null
}

function found(reply: Reply, why: string, confidence: number): Detection {
  return { confidence, why: `${reply.url} ${why}`, url: pageRoot(reply.url) }
}
