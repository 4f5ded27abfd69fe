import { ConfigError } from '../../errors.ts'
import { type HostName, isLoopback, parseHost } from './hosts.ts'
import { type PasswordHash, parseHash } from './password.ts'

export type Role = 'editor' | 'reader'

export interface ApiToken {
  name: string
  role: Role
  sha256: Buffer
}

export interface GuardSettings {
  /** The address listened on, as configured. */
  host: string
  /** Nobody signs in: only this machine can reach the desk, and nothing was set up to the contrary. */
  open: boolean
  /** Null only when open. */
  secret: string | null
  /** Null only when open. */
  editor: PasswordHash | null
  reader: PasswordHash | null
  tokens: ApiToken[]
  /** Names the desk may be asked by, beside loopback and the address it listens on. */
  hosts: HostName[]
  trustProxy: boolean
}

export type Variables = Record<string, string | undefined>

const shortestSecret = 32

const howTo = [
  'Set OUTAGES_SECRET to 32 or more random characters (openssl rand -base64 33)',
  'and OUTAGES_EDITOR_HASH to what "npm run -s outages -- password" prints.',
  'Or listen on 127.0.0.1, where nobody needs to sign in. docs/sign-in.md tells more.',
].join('\n')

/**
 * Who may use a desk that listens on `host`, from the OUTAGES_ variables. On loopback nobody signs in,
 * unless a password, a public name or a proxy is configured.
 * Throws ConfigError with every complaint, a line each, and what to set.
 */
export function guardSettings({ host, env }: { host: string; env: Variables }): GuardSettings {
  const complaints: string[] = []
  const complain = (text: string) => void complaints.push(text)
  const hosts = readHosts(env, complain)
  const trustProxy = readSwitch(env, 'OUTAGES_TRUST_PROXY', complain)
  const editor = readHash(env, 'OUTAGES_EDITOR_HASH', complain)
  const reader = readHash(env, 'OUTAGES_READER_HASH', complain)
  const why = reasonToSignIn(host, env, hosts, trustProxy)
  const secret = readSecret(env, complain)
  const tokens = readTokens(env, complain)
  if (why) {
    const missing = ['OUTAGES_SECRET', 'OUTAGES_EDITOR_HASH'].filter((n) => !variable(env, n))
    if (missing.length > 0) complain(`${why}, so ${missing.join(' and ')} must be set.`)
  }
  if (complaints.length > 0) throw new ConfigError(complaints.join('\n'), { hint: howTo })
  return { host, open: why === null, secret, editor, reader, tokens, hosts, trustProxy }
}

function reasonToSignIn(
  host: string,
  env: Variables,
  hosts: readonly HostName[],
  trustProxy: boolean,
): string | null {
  if (!isLoopback(host)) return `Others can reach the desk at ${host}`
  const name = hosts.find((h) => !isLoopback(h.name))?.name
  if (name) return `OUTAGES_HOSTS names ${name}, where others can reach the desk`
  if (trustProxy) return 'OUTAGES_TRUST_PROXY says that others reach the desk through a proxy'
  const set = ['OUTAGES_EDITOR_HASH', 'OUTAGES_READER_HASH'].find((n) => variable(env, n))
  return set ? `${set} asks for signing in` : null
}

function readSecret(env: Variables, complain: (text: string) => void): string | null {
  const secret = variable(env, 'OUTAGES_SECRET')
  if (secret && secret.length < shortestSecret) {
    complain(`OUTAGES_SECRET has ${secret.length} characters; it needs ${shortestSecret} or more.`)
  } else if (secret && new Set(secret).size < 8) {
    complain('OUTAGES_SECRET repeats the same few characters; it must be random.')
  }
  return secret
}

function readHash(
  env: Variables,
  name: string,
  complain: (text: string) => void,
): PasswordHash | null {
  const text = variable(env, name)
  const hash = text === null ? null : parseHash(text)
  if (text !== null && !hash) {
    complain(
      `${name} is not a hash of the form scrypt$N$r$p$salt$hash. Put it in single quotes in a shell; in a Compose file write each $ as $$.`,
    )
  }
  return hash
}

function readTokens(env: Variables, complain: (text: string) => void): ApiToken[] {
  const tokens = listOf(env, 'OUTAGES_API_TOKENS').flatMap((entry, n): ApiToken[] => {
    const match = /^([\w.-]{1,64}):([0-9a-f]{64})(?::(editor|reader))?$/i.exec(entry)
    if (match) {
      const role = match[3]?.toLowerCase() === 'reader' ? 'reader' : 'editor'
      return [{ name: match[1]!, role, sha256: Buffer.from(match[2]!, 'hex') }]
    }
    // The entry is not quoted: it may be the token itself.
    complain(
      `OUTAGES_API_TOKENS: entry ${n + 1} is not of the form name:sha256 or name:sha256:reader, with the SHA-256 in 64 hex digits.`,
    )
    return []
  })
  const twice = tokens.find((t, n) => tokens.findIndex((o) => o.name === t.name) < n)
  if (twice) complain(`OUTAGES_API_TOKENS names ${twice.name} twice.`)
  return tokens
}

function readHosts(env: Variables, complain: (text: string) => void): HostName[] {
  return listOf(env, 'OUTAGES_HOSTS').flatMap((entry) => {
    const host = parseHost(entry)
    if (!host) complain(`OUTAGES_HOSTS: "${entry}" is not a name, or a name and a port.`)
    return host ?? []
  })
}

function readSwitch(env: Variables, name: string, complain: (text: string) => void): boolean {
  const value = variable(env, name)
  if (value !== null && value !== '0' && value !== '1') complain(`${name} must be 1 or 0.`)
  return value === '1'
}

function listOf(env: Variables, name: string): string[] {
  return (variable(env, name) ?? '').split(/[,\s]+/).filter((entry) => entry !== '')
}

/** A variable that is set to nothing is not set. */
function variable(env: Variables, name: string): string | null {
  return env[name]?.trim() || null
}
