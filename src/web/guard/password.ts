import {
  createHash,
  randomBytes,
  type ScryptOptions,
  scrypt as scryptCallback,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { ConfigError } from '../../errors.ts'

/** The work of one check: N (a power of two) × r × 128 bytes of memory, p times over. */
export interface Cost {
  N: number
  r: number
  p: number
}

export interface PasswordHash extends Cost {
  salt: Buffer
  hash: Buffer
  /** As configured: `scrypt$N$r$p$salt$hash`. */
  text: string
}

/** One of the settings the OWASP password storage cheat sheet gives for scrypt: 32 MiB, three passes. */
const usualCost: Cost = { N: 2 ** 15, r: 8, p: 3 }
const shortest = 12
/** Longer input is refused unread, so that nobody has us hash megabytes. */
export const longestPassword = 1024

const scrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scryptCallback)
const form = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,128})\$([\w-]{43,86})$/

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. Throws ConfigError for a password too short or too long. */
export async function hashPassword(password: string, cost: Cost = usualCost): Promise<string> {
  const length = [...password].length
  if (length < shortest) {
    throw new ConfigError(`The password has ${length} characters; it needs ${shortest} or more.`)
  }
  if (password.length > longestPassword) {
    throw new ConfigError(`The password is longer than ${longestPassword} characters.`)
  }
  const salt = randomBytes(16)
  const hash = await derive(password, salt, 32, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')]
    .map(String)
    .join('$')
}

/** Null for anything that is not such a hash, or whose cost is too small to be safe or too large to serve. */
export function parseHash(text: string): PasswordHash | null {
  const match = form.exec(text)
  if (!match) return null
  const [N, r, p] = match.slice(1, 4).map(Number) as [number, number, number]
  const powerOfTwo = Number.isInteger(Math.log2(N))
  if (!powerOfTwo || N < 2 ** 14 || r < 8 || p < 1 || N * r * 128 > 2 ** 28 || p > 16) return null
  const salt = Buffer.from(match[4]!, 'base64url')
  return { N, r, p, salt, hash: Buffer.from(match[5]!, 'base64url'), text }
}

/** Compares in constant time; false for a password longer than anyone sets. */
export async function passwordMatches(password: string, stored: PasswordHash): Promise<boolean> {
  if (password.length > longestPassword) return false
  const found = await derive(password, stored.salt, stored.hash.length, stored)
  return timingSafeEqual(found, stored.hash)
}

/** A new API token; only its hash is configured. */
export function makeToken(): string {
  return `outages_${randomBytes(32).toString('base64url')}`
}

/** SHA-256 in hex, as OUTAGES_API_TOKENS wants it. Enough for a random token, not for a password. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

// Systems type the same accented letter as one character or as two.
function derive(password: string, salt: Buffer, length: number, { N, r, p }: Cost) {
  return scrypt(password.normalize('NFC'), salt, length, { N, r, p, maxmem: 256 * N * r + 2 ** 20 })
}
