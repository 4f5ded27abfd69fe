import { handleOf, type Part } from './dominoes.ts'
import type { Bond } from './sisters.ts'

export interface Cluster {
  parts: Part[]
  bonds: Bond[]
}

/** Parts that hang together by bonds, over more than one service. */
export function clustersOf(bonds: readonly Bond[]): Cluster[] {
  const clusters: Cluster[] = []
  for (const bond of bonds) {
    const ends = [bond.a, bond.b]
    const touching = clusters.filter((c) => ends.some((p) => c.parts.some((q) => same(p, q))))
    const parts = [...touching.flatMap((c) => c.parts), ...ends]
    const merged = {
      parts: parts.filter((p, n) => parts.findIndex((q) => same(p, q)) === n),
      bonds: [...touching.flatMap((c) => c.bonds), bond],
    }
    for (const old of touching) clusters.splice(clusters.indexOf(old), 1)
    clusters.push(merged)
  }
  return clusters.filter((c) => new Set(c.parts.map((p) => p.group)).size > 1)
}

function same(a: Part, b: Part): boolean {
  return handleOf(a) === handleOf(b)
}
