/** One word of a title, and where it stands. */
export interface Word {
  /** As written, without a possessive or trailing signs. */
  written: string
  lower: string
  start: number
  end: number
}

/** The words of a title; dots, signs and hyphens inside stay: `Booking.com`, `AT&T`, `us-east-1`. */
export function wordsOf(title: string): Word[] {
  return [...title.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.+#&'’-]*!?/gu)].map((m) => {
    const written = m[0].replace(/(?:['’]s|[.'’!,-]+)$/u, '')
    return {
      written,
      lower: written.toLowerCase(),
      start: m.index,
      end: m.index + written.length,
    }
  })
}

/** Words of failure; the name nearest to one of them is the service. */
export const failureWord =
  /^(?:outages?|down|offline|downtime|disruptions?|disrupted|unavailable|degraded|degradation|errors?|problems?|issues?|fails?|failures?|failing|failed|crash(?:es|ed|ing)?|glitch(?:es)?|gaffe|unreachable|inaccessible|unresponsive|hit|suffers?|suffering|broken|slow|delays?|delayed|interruptions?|interrupted|dead|ddos(?:ed)?|incident|trouble|blackout|maintenance|meltdown|grounded|working|dark)$/i
