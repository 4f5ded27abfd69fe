import { z } from 'zod'
import { ConfigError } from './errors.ts'

/** Everything the environment may say. Command line options win over it. */
const schema = z.object({
  /** Which feeds.yaml to read. */
  OUTAGES_CONFIG: z.string().min(1).default('feeds.yaml'),
  /** `sqlite:FILE` or `postgres://…` */
  OUTAGES_DATABASE: z.string().min(1).default('sqlite:data/outages.db'),
  /** Address the desk listens on. */
  OUTAGES_HOST: z.string().min(1).default('127.0.0.1'),
  /** The address people know the desk by, for links in feeds and messages. */
  OUTAGES_ADDRESS: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://desk.example/' })
    .optional(),
  OUTAGES_PORT: z.coerce.number().int().min(0).max(65_535).default(8688),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

export interface Env {
  config: string
  database: string
  host: string
  port: number
  /** Ends with a slash; null when none is set. */
  address: string | null
  logLevel: string
}

/** Reads the environment once. Throws ConfigError that names the variable. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new ConfigError(
      `The environment variable ${issue?.path[0]?.toString()} is wrong: ${issue?.message}`,
    )
  }
  const v = result.data
  return {
    config: v.OUTAGES_CONFIG,
    database: v.OUTAGES_DATABASE,
    host: v.OUTAGES_HOST,
    port: v.OUTAGES_PORT,
    address: v.OUTAGES_ADDRESS ? v.OUTAGES_ADDRESS.replace(/\/*$/, '/') : null,
    logLevel: v.LOG_LEVEL,
  }
}
