import type { Service } from '../incident.ts'

export interface Verdict {
  title: string
  outage: boolean
  followUp: boolean
  confidence: number
  service: string | null
  serviceId: string | null
  reasons: string[]
}
export interface ServiceNames {
  names: { pattern: RegExp; id: string; name: string }[]
}

export function serviceNames(services: readonly Service[]): ServiceNames {
  const names = services.flatMap((s) =>
    [s.name, ...s.aliases].map((n) => ({ n, id: s.id, name: s.name })),
  )
  names.sort((a, b) => b.n.length - a.n.length)
  return {
    names: names.map(({ n, id, name }) => ({
      pattern: new RegExp(
        `(?<![\\w])${n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, ' ?')}(?![\\w])`,
        n.length > 4 ? 'i' : '',
      ),
      id,
      name,
    })),
  }
}

export function judge(
  item: { title: string; summary?: string; url?: string | null },
  services: ServiceNames,
): Verdict {
  const t = item.title
  const hit = services.names.find((n) => n.pattern.test(t))
  const followUp = /post-?mortem|root cause|incident report|lessons from/i.test(t)
  const words =
    /\b(outages?|downtime|(is|are|was|were|goes|went|go|services?) down|down:|offline|unavailable|disruption|gaffe|degraded)\b/i.test(
      t,
    )
  const outage =
    !followUp && words && !/\b(power|shares|stock|shut(s|ting)? down|how to|lawsuit)\b/i.test(t)
  return {
    title: t,
    outage,
    followUp,
    confidence: outage ? 0.8 : 0.2,
    service: hit?.name ?? null,
    serviceId: hit?.id ?? null,
    reasons: [],
  }
}
