import type { Sign } from './sign.ts'

/** What the address says; matched against the whole URL. */
export const signsAddress: readonly Sign[] = [
  {
    id: 'u-status',
    pattern:
      /^https?:\/\/(?:[\w-]+\.)*(?:status|health|uptime)[\w-]*\.[\w.-]+|^https?:\/\/[\w.-]*status(?:page)?\.(?:com|io|net|org|eu|dev|app)\b|^https?:\/\/[\w.-]+\/(?:status|appsstatus)\/?(?:[?#]|$)|\/appsstatus|^https?:\/\/(?:updog|downdetector)\./i,
    not: /^https?:\/\/(?:www\.)?(?:chromestatus|statusdetector|nasstatus|healthline|[\w.-]*health\.(?:com|org|harvard))/i,
    weight: 2.2,
    reason: 'links to a status page',
  },
  {
    id: 'u-incident',
    pattern: /\/(?:incidents?|issues)\/(?:[\w-]*\d[\w-]*|[a-z0-9]{8,})|\/pages\/incident\//i,
    not: /github\.com|gitlab|jira|medium/i,
    weight: 1,
    reason: 'links to one incident',
  },
  {
    id: 'u-outage',
    pattern: /outage|[-_/]down\b|-down-|is-down|not-working|-offline|goes-down|servers-down/i,
    not: /power-outage|shut(?:s|ting)?-down|step(?:s|ping)?-down|take-?down|downdetector/i,
    weight: 0.5,
    reason: 'its address says so',
  },
  {
    id: 'u-front',
    pattern: /^https?:\/\/[\w.-]+\/?(?:\?[^/]*)?$/i,
    weight: 0.2,
    reason: 'links to the front page of a site',
  },
  {
    id: 'u-own',
    pattern:
      /\/\/(?:blog|engineering|eng|devblogs|techblog)\.|\/(?:blog|posts?|essays?|archive|engineering)\/|medium\.com|substack\.com|\.github\.io|\.dev\/|hashnode|wordpress|blogspot|tumblr|\/~|\/p\//i,
    weight: -0.7,
    reason: 'links to a blog',
  },
  {
    id: 'u-after',
    pattern:
      /post-?mortem|root[-_]cause|retrospective|incident-re(?:port|view)|lessons|lawsuit|\brca\b|explained|what-happened|what-went-wrong/i,
    weight: -1.5,
    reason: 'its address speaks of what is over',
  },
  {
    id: 'u-paper',
    pattern:
      /arxiv\.org|\.pdf\b|youtube\.com|youtu\.be|vimeo|github\.com\/[\w-]+\/[\w.-]+\/?$|docs?\.|\/docs\/|wikipedia\.org\/wiki/i,
    weight: -0.8,
    reason: 'links to code, a paper or a recording',
  },
]
