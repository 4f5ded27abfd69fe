import type { Row } from './rows.ts'

const usual =
  /\b(?:outages?|down|downtime|offline|unavailable|disruptions?|degraded|crash(?:es|ed)?|not working|glitch(?:es)?|goes dark|unreachable)\b/i
const stop =
  /\b(?:post-?mortems?|power|lawsuits?|sues?|(?:shut|step|slow|break|crack|track|cut|turn)(?:s|ting|ping|ing|ped)? down|shares|stocks?|prices?|sales|how to|lessons|zero|show hn|takedowns?|analysis|report)\b/i

/** Word lists that need no training, to compare with. */
export const baselines: readonly { name: string; says: (row: Row) => boolean }[] = [
  { name: 'the word "outage"', says: (r) => /\boutages?\b/i.test(r.title) },
  { name: 'the usual words', says: (r) => usual.test(r.title) },
  {
    name: 'the usual words with a stop list',
    says: (r) => usual.test(r.title) && !stop.test(r.title),
  },
  { name: '"status" in the host', says: (r) => /^https?:\/\/[^/]*status/i.test(r.url) },
]
