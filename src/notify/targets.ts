import { createHash } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { ConfigError } from '../errors.ts'
import {
  addressFault,
  type NotifySettings,
  type TargetEntry,
  type Topic,
  targetId,
  type Weight,
} from './settings.ts'

/** Which outages a target wants to hear of. */
export interface Rules {
  impact: Weight
  unstated: boolean
  /** Ids of services; null for all. */
  services: readonly string[] | null
}

/** A target with its secrets at hand. Never to be logged. */
export interface Target {
  id: string
  form: 'webhook' | 'slack'
  url: string
  /** A hash of `url`, to tell a changed address by. */
  address: string
  /** Signing secrets, the newest first; none for Slack. */
  secrets: readonly string[]
  on: readonly Topic[]
  rules: Rules
}

/** Bytes of a signing secret, as Standard Webhooks asks for. */
const shortestSecret = 24

/** Puts the secrets of the environment in. Throws ConfigError that names the variable, never its value. */
export function targetsOf(
  settings: NotifySettings,
  variables: Readonly<Record<string, string | undefined>>,
): Target[] {
  return settings.map((entry) => targetOf(entry, variables))
}

function targetOf(
  entry: TargetEntry,
  variables: Readonly<Record<string, string | undefined>>,
): Target {
  const id = targetId(entry)
  const where = 'slack' in entry ? entry.slack : entry.webhook
  const url = typeof where === 'string' ? where : addressIn(where.urlEnv, id, variables)
  return {
    id,
    form: 'slack' in entry ? 'slack' : 'webhook',
    url,
    address: createHash('sha256').update(url).digest('hex'),
    secrets: 'slack' in entry ? [] : secretsIn(entry.secretEnv, id, variables),
    on: entry.on,
    rules: {
      impact: entry.impact,
      unstated: entry.unstated,
      services: entry.services ?? null,
    },
  }
}

function variableValue(
  name: string,
  id: string,
  variables: Readonly<Record<string, string | undefined>>,
): string {
  const value = variables[name]?.trim()
  if (value) return value
  throw new ConfigError(`The environment variable ${name} of the notify target ${id} is not set.`, {
    hint: `Set it, or take the target out of the notify section.`,
  })
}

function addressIn(
  name: string,
  id: string,
  variables: Readonly<Record<string, string | undefined>>,
): string {
  const url = variableValue(name, id, variables)
  const fault = addressFault(url)
  if (fault) throw new ConfigError(`The environment variable ${name} is wrong: ${fault}.`)
  return url
}

/** Several secrets, separated by spaces, sign side by side while one takes over from another. */
function secretsIn(
  name: string,
  id: string,
  variables: Readonly<Record<string, string | undefined>>,
): string[] {
  const secrets = variableValue(name, id, variables).split(/\s+/)
  for (const secret of secrets) if (!isSecret(secret)) throw badSecret(name)
  return secrets
}

function isSecret(secret: string): boolean {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').byteLength
  if (bytes < shortestSecret) return false
  try {
    return Boolean(new Webhook(secret))
  } catch {
    return false
  }
}

function badSecret(name: string): ConfigError {
  return new ConfigError(`The environment variable ${name} holds no signing secret.`, {
    hint: 'Make one: echo "whsec_$(openssl rand -base64 32)"',
  })
}
