import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { ConfigError } from '../errors.ts'

/** Longest host first label that says nothing about whose page it is. */
const plain = /^(?:www|status|stats|health|uptime|trust|statuspage|system-status|service-status)$/i

/** What people paste: `status.example.com`, `feed://…`, `<https://…>`, with or without a path. */
export function addressOf(text: string): URL {
  const bare = text.trim().replace(/^<(.*)>$/, '$1')
  const schemed = bare.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:/i, 'https:')
  if (/^[a-z][a-z\d+.-]*:(?!\/\/|\d)/i.test(schemed)) throw noAddress(text)
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(schemed) ? schemed : `https://${schemed}`
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (url && /^https?:$/.test(url.protocol) && /\.|^localhost$|^\[/.test(url.hostname)) {
    url.hash = ''
    url.username = ''
    url.password = ''
    return url
  }
  throw noAddress(text)
}

function noAddress(text: string): ConfigError {
  return new ConfigError(
    `"${text}" is no address: expected something like https://status.example.com.`,
  )
}

/** Whether two addresses differ by nothing but slashes at the end. */
export function sameAddress(a: string, b: string): boolean {
  return a.replace(/\/+$/, '') === b.replace(/\/+$/, '')
}

/** Whether two hosts belong to one owner, by the list of public suffixes; IP addresses only when equal. */
export function sameOwner(a: string, b: string): boolean {
  if (a === b) return true
  const owner = getDomain(a, { allowPrivateDomains: true })
  return owner !== null && owner === getDomain(b, { allowPrivateDomains: true })
}

/** The word of a host that names its owner: `example` of status.example.com, example-status.com, example.statuspage.io. */
export function brandOf(host: string): string {
  const options = { allowPrivateDomains: true }
  const domain = getDomain(host, options) ?? host
  const labels = host.slice(0, Math.max(0, host.length - domain.length - 1)).split('.')
  const hosted = labels.findLast((label) => label !== '' && !plain.test(label))
  const own = (getDomainWithoutSuffix(host, options) ?? host).replace(/[-_]?status(?:page)?$/i, '')
  return isHoster(domain) && hosted ? hosted : own || hosted || host
}

const hosters =
  /^(?:statuspage\.io|instatus\.com|betteruptime\.com|betterstack\.com|status\.io|statuspal\.(?:io|eu)|hund\.io|freshstatus\.io|status\.page|openstatus\.dev|cronitorstatus\.com|statushub\.io|statuscast\.com|sorryapp\.com|site24x7statusiq\.\w+|atlassian\.com|uptimerobot\.com|hyperping\.app|onlineornot\.com|checkly-status-page\.com|github\.io|netlify\.app|pages\.dev|vercel\.app)$/i

function isHoster(domain: string): boolean {
  return hosters.test(domain)
}
