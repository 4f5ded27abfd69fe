import { type Hook, z } from '@hono/zod-openapi'
import { distance } from 'fastest-levenshtein'
import type { Env } from 'hono'
import { type Fault, Problem, problemShape } from './problem.ts'

/** Answers with 400 what its shape refuses: the hook of every route. */
// biome-ignore lint/suspicious/noExplicitAny: the hook is the same whatever a route takes
export const refuseInvalid: Hook<any, Env, any, any> = (result) => {
  if (result.success) return
  const errors = faultsIn(result.error)
  const detail = errors.map((e) => (e.path ? `${e.path}: ${e.message}` : e.message)).join(' ')
  throw new Problem(400, 'Invalid request', detail.slice(0, 1000), { errors })
}

function faultsIn(error: z.core.$ZodError): NonNullable<Fault['errors']> {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.') || unknownKey(issue),
    message: issue.message,
  }))
}

function unknownKey(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? issue.keys.join(', ').slice(0, 200) : ''
}

/** The parameters an address takes; another one is refused with the name that was perhaps meant. */
export function queryOf<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? strangers((issue as unknown as { keys: string[] }).keys, Object.keys(shape))
        : undefined,
  })
}

function strangers(keys: readonly string[], known: readonly string[]): string {
  if (known.length === 0) return 'This address takes no parameters.'
  const near = keys
    .flatMap((key) => known.filter((k) => distance(key.slice(0, 50).toLowerCase(), k) <= 2))
    .slice(0, 1)
  const meant = near[0] ? `Did you mean "${near[0]}"?` : `There are: ${known.join(', ')}.`
  return `There is no such parameter. ${meant}`
}

/** A parameter that may be missing or empty, as forms send it. */
export function optional<T extends z.ZodType>(shape: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), shape.optional())
}

/** A few words without control characters, which no database has to see. */
export const words = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u, 'no control characters')

/** A day (its first moment in UTC) or an instant with its zone, as ISO 8601 UTC with milliseconds. */
export const moment = z
  .string()
  // In an address a plus that is not encoded arrives as a space.
  .transform((text) => text.replace(/ (?=\d{2}:?\d{2}$)/, '+'))
  .pipe(
    z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: 'expected 2017-09-04 or 2017-09-04T20:00:00Z',
    }),
  )
  .transform((text) => new Date(text).toISOString())
  .openapi({ type: 'string', example: '2017-09-04T20:00:00Z' })

/** Several words of a list, separated by commas. */
export function someOf<const T extends readonly string[]>(list: T) {
  return z
    .string()
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(list)))
    .openapi({ type: 'string', description: `One or more of ${list.join(', ')}, by commas.` })
}

/** A number in the path. */
export const numberInPath = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a number')
  .transform(Number)
  .openapi({ type: 'integer', param: { required: true } })

/** A week in the path. */
export const weekInPath = z
  .string()
  .regex(/^\d{4}-W\d{2}$/, 'expected a week such as 2017-W36')
  .openapi({ example: '2017-W36' })

/** An answer in JSON. */
export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

const meanings = {
  400: 'The request is not as this document says.',
  404: 'There is no such thing.',
  409: 'Somebody else has edited in the meantime.',
  415: 'The body is not JSON.',
  422: 'It cannot be done; the detail says why.',
} as const

/** What every route may answer besides, and the errors of its own. */
export function errors(...own: (keyof typeof meanings)[]) {
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemShape } },
  })
  return {
    ...Object.fromEntries([400 as const, ...own].map((s) => [s, problem(meanings[s])])),
    401: problem('Nobody is signed in, and no token came along.'),
    403: problem('Reading only, or sent from elsewhere.'),
    default: problem('Any other error.'),
  }
}
