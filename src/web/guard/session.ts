import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PasswordHash } from './password.ts'
import type { Role } from './settings.ts'

export interface Session {
  id: string
  role: Role
  /** Milliseconds. */
  issuedAt: number
}

export const sessionDays = 14
export const sessionLength = sessionDays * 86_400_000
/** How far ahead of our clock a session may have been issued, for a clock that was set back. */
const skew = 300_000

/** One key for each purpose, so that a value signed for one is worthless for another. */
export function keyFor(secret: string, purpose: 'cookie' | 'form' | 'hash'): string {
  return hmac(secret, `outage-desk/${purpose}`)
}

/** Changes with the password hash, and tells nothing about it. */
export function fingerprint(secret: string, hash: PasswordHash): string {
  return hmac(keyFor(secret, 'hash'), hash.text).slice(0, 22)
}

export function newSession(role: Role, now: number): Session {
  return { id: randomBytes(16).toString('base64url'), role, issuedAt: now }
}

/** What is signed into the cookie. */
export function writeSession({ id, role, issuedAt }: Session, print: string): string {
  return ['1', role, id, Math.floor(issuedAt / 1000), print].join('.')
}

const form = /^1\.(editor|reader)\.([\w-]{22})\.(\d{1,11})\.([\w-]{22})$/

/** Reads what was signed; null when it is over, not yet begun, or from before the password changed. */
export function readSession(
  text: string,
  prints: ReadonlyMap<Role, string>,
  now: number,
): Session | null {
  const match = form.exec(text)
  if (!match) return null
  const [role, id, seconds, print] = match.slice(1) as [Role, string, string, string]
  const current = prints.get(role)
  if (!current || !sameText(current, print)) return null
  const issuedAt = Number(seconds) * 1000
  const age = now - issuedAt
  return age < sessionLength && age > -skew ? { id, role, issuedAt } : null
}

/** What the forms of one session carry. */
export function formToken(secret: string, session: Session): string {
  return hmac(keyFor(secret, 'form'), session.id)
}

/** Constant time, whatever the lengths. */
export function sameText(a: string, b: string): boolean {
  const key = randomBytes(32)
  const [x, y] = [a, b].map((t) => createHmac('sha256', key).update(t).digest())
  return timingSafeEqual(x!, y!)
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
