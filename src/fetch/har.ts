import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ConfigError, describeError } from '../errors.ts'
import type { HeaderLists } from './exchange.ts'

/** One recorded reply. */
export interface Recorded {
  /** ms */
  at: number
  /** As recorded. */
  url: string
  /** 0 when the recording holds the request and no reply to it. */
  status: number
  headers: HeaderLists
  /** The unpacked body, as text or in base64. */
  text: string
  base64: boolean
}

const entryShape = z.looseObject({
  startedDateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i),
  request: z.looseObject({ method: z.string().optional(), url: z.string() }),
  response: z.looseObject({
    status: z.number().int().min(0).max(999),
    headers: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
    content: z
      .looseObject({ text: z.string().optional(), encoding: z.string().optional() })
      .optional(),
    redirectURL: z.string().nullish(),
  }),
})

type Entry = z.output<typeof entryShape>

const fileShape = z.looseObject({ log: z.looseObject({ entries: z.array(z.unknown()) }) })

/**
 * The replies of one HAR 1.2 file in its own order; anything but GET over http(s) is left out.
 * ConfigError with the file and what is wrong with it.
 */
export async function readHar(file: string): Promise<Recorded[]> {
  const checked = fileShape.safeParse(parse(file, await load(file)))
  if (!checked.success) throw new ConfigError(`${file} is no HAR file: it has no list log.entries`)
  return checked.data.log.entries.flatMap((entry, index) => {
    const read = readEntry(file, entry, index + 1)
    const wanted = (read.request.method ?? 'GET').toUpperCase() === 'GET'
    return wanted && /^https?:/i.test(read.request.url) ? [recordedOf(file, read, index + 1)] : []
  })
}

async function load(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${describeError(error)}`)
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`${file} is not JSON: ${describeError(error).slice(0, 120)}`)
  }
}

function readEntry(file: string, entry: unknown, number: number): Entry {
  const checked = entryShape.safeParse(entry)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const path = issue?.path.join('.') || 'an object'
  const wrong = valueAt(entry, issue?.path ?? []) === undefined ? 'without' : 'with an unusable'
  throw new ConfigError(`${file}: entry ${number} ${wrong} ${path}`)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return at
}

function recordedOf(
  file: string,
  { startedDateTime, request, response }: Entry,
  number: number,
): Recorded {
  const at = Date.parse(startedDateTime)
  if (Number.isNaN(at)) {
    throw new ConfigError(`${file}: entry ${number} with an unusable startedDateTime`)
  }
  if (!URL.canParse(request.url)) {
    throw new ConfigError(`${file}: entry ${number} with an unusable request.url`)
  }
  return {
    at,
    url: request.url,
    status: response.status,
    headers: headersOf(response),
    text: response.content?.text ?? '',
    base64: response.content?.encoding?.toLowerCase() === 'base64',
  }
}

/** Lower-case lists; `redirectURL` stands in for a Location that was not recorded. */
function headersOf({ headers = [], redirectURL }: Entry['response']): HeaderLists {
  const lists: Record<string, string[]> = {}
  for (const { name, value } of headers) {
    const key = name.toLowerCase()
    lists[key] = [...(Object.hasOwn(lists, key) ? lists[key]! : []), value]
  }
  if (redirectURL && !lists.location) lists.location = [redirectURL]
  return lists
}
