import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { EditedMeanwhile } from '#storage/editing.ts'
import { EditError } from '../../digest/editing.ts'

/** What an error looks like (RFC 9457). */
export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with the request, place by place.'),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 has it.' })

export type Fault = z.output<typeof problemShape>

/** Thrown by a route to answer with an error. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: ContentfulStatusCode
  readonly title: string
  readonly errors: Fault['errors']
  readonly headers: Record<string, string>

  constructor(
    status: ContentfulStatusCode,
    title: string,
    detail: string,
    more: { errors?: Fault['errors']; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.title = title
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }
}

export function notThere(detail: string): Problem {
  return new Problem(404, 'Not there', detail)
}

/** The answer to what a route has thrown. A fault of ours is thrown on: the server logs it and tells no more. */
export function answerTo(error: unknown, c: Context): Response {
  const { status, title, message, errors, headers } = problemOf(error)
  const body = { type: 'about:blank', title, status, detail: message, ...(errors && { errors }) }
  return c.body(JSON.stringify(body), status, {
    'cache-control': 'no-store',
    ...headers,
    'content-type': 'application/problem+json',
  })
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof EditError) return new Problem(422, 'Not possible', error.message)
  if (error instanceof EditedMeanwhile) {
    const detail = `${error.message} ${error.hint ?? ''}`.trim()
    return new Problem(409, 'Edited meanwhile', detail)
  }
  if (error instanceof HTTPException && error.status === 415) {
    const detail = 'Send the body as JSON, with Content-Type: application/json.'
    return new Problem(415, 'Not JSON', detail)
  }
  if (error instanceof HTTPException && error.status === 400) {
    return new Problem(400, 'Not JSON', 'The body is not valid JSON.')
  }
  throw error
}
