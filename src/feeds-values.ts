import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { suggester } from './feeds-problems.ts'

/** One line of text. */
export const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'expected text, found nothing')
    .max(longest, `expected at most ${longest} characters`)
    .regex(/^[^\n\r\t]*$/, 'expected one line of text')

/** kebab-case */
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id: small letters, digits and single hyphens')
  .max(80, 'expected at most 80 characters')

/** An http(s) address without credentials, as it was written. */
export const address = z
  .string()
  .trim()
  .transform((text, context) => {
    const fault = addressFault(text)
    if (fault) context.addIssue({ code: 'custom', ...fault })
    return text
  })
  .meta({ format: 'uri', pattern: '^https?://' })

function addressFault(text: string): { message: string; params?: { hint: string } } | null {
  if (!URL.canParse(text)) {
    const hint = URL.canParse(`https://${text}`) && /^[\w-]+(\.[\w-]+)+/.test(text)
    return {
      message: 'expected an address such as https://status.example.com',
      ...(hint ? { params: { hint: 'put https:// before it' } } : {}),
    }
  }
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { message: `expected an address with https or http, not ${url.protocol}` }
  }
  if (url.username || url.password) {
    return { message: 'expected an address without user name and password: the file is public' }
  }
  return text.length > 2000 ? { message: 'expected an address of at most 2000 characters' } : null
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The weekly form of cron, with the weekday as a digit 0 (Sunday) to 6; null for anything else. */
export function weeklyCron(text: string): string | null {
  const m = /^(\d{1,2})\s+(\d{1,2})\s+\*\s+\*\s+([0-7]|[a-z]{3})$/i.exec(text.trim())
  if (!m) return null
  const [minute, hour] = [Number(m[1]), Number(m[2])]
  const day = /\d/.test(m[3]!) ? Number(m[3]) % 7 : weekdays.indexOf(m[3]!.toLowerCase())
  return minute > 59 || hour > 23 || day < 0 ? null : `${minute} ${hour} * * ${day}`
}

/** Weekly cron, in the form of `weeklyCron`. */
export const cron = z.string().transform((text, context) => {
  const weekly = weeklyCron(text)
  if (weekly) return weekly
  context.addIssue({
    code: 'custom',
    message:
      'expected minute, hour, "*", "*" and one weekday such as "0 20 * * 0": only weekly editions are supported',
  })
  return z.NEVER
})

/** A time zone that this Node knows. */
export const timezone = z.string().superRefine((name, context) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch {
    const hint = suggester([...Intl.supportedValuesOf('timeZone'), 'UTC'])(name)
    const message = 'expected a time zone such as America/New_York or UTC'
    context.addIssue({ code: 'custom', message, ...(hint ? { params: { hint } } : {}) })
  }
})

/** An ISO week that exists in its year. */
export const week = z.string().refine((text) => {
  const m = /^(\d{4})-W(\d{2})$/.exec(text)
  if (!m) return false
  // 28 December always lies in the last week of its ISO year.
  const last = Temporal.PlainDate.from({ year: Number(m[1]), month: 12, day: 28 }).weekOfYear ?? 52
  return Number(m[2]) >= 1 && Number(m[2]) <= last
}, 'expected an ISO week such as 2017-W36')
