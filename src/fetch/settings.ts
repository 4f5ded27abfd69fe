import { z } from 'zod'

const seconds = z.number().positive()

/**
 * Everything about how the network is asked, in one place: the `fetch:` section of feeds.yaml.
 * Times in seconds, sizes in bytes.
 */
export const fetchSettingsSchema = z.strictObject({
  /** Who to write to when our requests disturb; part of the User-Agent. */
  contact: z.string().min(3).default('https://github.com/outage-desk/outage-desk'),
  /** Hosts that may resolve to private addresses (self-hosted pages), e.g. `status.internal:8080`. */
  allowHosts: z.array(z.string()).default([]),
  /** Polls under way at once. */
  concurrency: z.number().int().min(1).max(128).default(48),
  /** Requests under way at once to one host. */
  perHost: z.number().int().min(1).max(8).default(1),
  /** Least time between the starts of two requests to one host. */
  hostSpacing: z.number().min(0).default(1),
  connectTimeout: seconds.default(10),
  headersTimeout: seconds.default(15),
  bodyTimeout: seconds.default(15),
  /** Hard limit for one address, redirects included, whatever else happens. */
  totalTimeout: seconds.default(45),
  maxRedirects: z.number().int().min(0).max(10).default(5),
  /** Largest unpacked body. */
  maxBytes: z
    .number()
    .int()
    .positive()
    .default(8 * 1024 * 1024),
  /** Largest unpacked XML body: parsers need much longer for it. */
  maxXmlBytes: z
    .number()
    .int()
    .positive()
    .default(2 * 1024 * 1024),
  /** Longest wait a server can ask for with max-age or Expires. */
  maxFreshness: seconds.default(3600),
})

export type FetchSettings = z.output<typeof fetchSettingsSchema>

export const defaultFetchSettings: FetchSettings = fetchSettingsSchema.parse({})
