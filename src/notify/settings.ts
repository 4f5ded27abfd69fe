import { z } from 'zod'

/** What a target can be told of. */
export const topics = ['edition', 'outage'] as const
export type Topic = (typeof topics)[number]

/** Impacts that can be a threshold; `unknown` and `maintenance` stand outside the order. */
export const weights = ['none', 'minor', 'major', 'critical'] as const
export type Weight = (typeof weights)[number]

const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable')

/** Says what is wrong with the address of a target, or null. */
export function addressFault(text: string): string | null {
  if (!URL.canParse(text)) return 'expected an address such as https://hooks.example.com/outages'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'expected an https address'
  if (url.username || url.password) return 'expected an address without user name and password'
  return text.length > 2000 ? 'expected an address of at most 2000 characters' : null
}

const address = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const message = addressFault(text)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** Whoever knows such an address can write to the channel. */
const openAddress = address.refine(
  (text) => !/^https?:\/\/hooks\.slack(-gov)?\.com(?:[:/]|$)/i.test(text),
  'this address is a secret: put it into an environment variable and write { urlEnv: NAME }',
)

const place = z.union([
  openAddress,
  z.strictObject({ urlEnv: variable.describe('Environment variable that holds the address') }),
])

const rules = {
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected small letters, digits and single hyphens')
    .max(60, 'expected at most 60 characters')
    .optional()
    .describe('What the target is called; its address unless given'),
  on: z
    .array(z.enum(topics))
    .min(1, 'expected edition, outage or both')
    .default([...topics])
    .describe(
      'What is told: an edition that was drawn up, an outage that opened, changed or ended',
    ),
  impact: z.enum(weights).default('major').describe('Least impact of an outage that is told'),
  unstated: z
    .boolean()
    .default(false)
    .describe('Whether outages are told whose impact the provider does not state'),
  services: z
    .array(z.string().min(1))
    .min(1, 'expected at least one id')
    .optional()
    .describe('Ids of the services whose outages are told; all unless given'),
}

const webhook = z.strictObject({
  webhook: place.describe('Address that messages are posted to, signed per Standard Webhooks'),
  secretEnv: variable.describe('Environment variable that holds the signing secret, whsec_…'),
  ...rules,
})

const slack = z.strictObject({
  slack: place.describe('Address of an incoming webhook of Slack, or one that takes its form'),
  ...rules,
})

export type TargetEntry = z.output<typeof webhook> | z.output<typeof slack>

/** The `notify:` section of feeds.yaml: who is told of what. It holds names of secrets, never secrets. */
export const notifySchema = z.array(z.union([webhook, slack])).superRefine((entries, context) => {
  const seen = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    const id = targetId(entry)
    if (seen.has(id)) {
      const message = 'another target has this address or name: give each its own name'
      context.addIssue({ code: 'custom', path: [index], message })
    }
    seen.add(id)
  }
})

export type NotifySettings = z.output<typeof notifySchema>

/** What the database knows a target by: its name, else kind and address, which holds no secret. */
export function targetId(entry: TargetEntry): string {
  const [kind, where] =
    'slack' in entry ? (['slack', entry.slack] as const) : (['webhook', entry.webhook] as const)
  if (entry.name) return entry.name
  return `${kind}:${typeof where === 'string' ? where : where.urlEnv}`
}
