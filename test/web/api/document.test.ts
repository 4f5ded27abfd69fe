import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { Digest } from '../../../src/digest/digest.ts'
import { digestShape } from '../../../src/web/api/digest-shape.ts'
import { apiRoutes } from '../../../src/web/api/routes.ts'
import type { Desk } from '../../../src/web/parts.ts'
import { appOf, ask, fullDesk, testDesk } from './api.ts'

interface Operation {
  operationId: string
  responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>
  parameters?: { name: string; in: string; required: boolean; schema: unknown }[]
}

/** The keys of a type and of all below it. */
type Keys<T> = T extends readonly (infer Item)[]
  ? Keys<Item>
  : T extends object
    ? { [K in keyof T]-?: Keys<NonNullable<T[K]>> }
    : unknown

/** A request for each operation of the document, in an order in which all of them work. */
const requests: [id: string, method: string, path: string, body?: unknown][] = [
  ['listIncidents', 'GET', '/incidents?limit=2'],
  ['getIncident', 'GET', '/incidents/1'],
  ['getIncidentTimeline', 'GET', '/incidents/1/timeline'],
  ['listServices', 'GET', '/services'],
  ['getService', 'GET', '/services/github'],
  ['listFeeds', 'GET', '/feeds'],
  [
    'decide',
    'POST',
    '/editions/2017-W36/decisions',
    { decision: { do: 'remark', entry: 'github', text: 'It was the disk.' }, seen: 0 },
  ],
  ['listDecisions', 'GET', '/editions/2017-W36/decisions'],
  ['undoDecision', 'DELETE', '/editions/2017-W36/decisions/1'],
  ['freezeEdition', 'POST', '/editions/2017-W36/freeze', { seen: 2 }],
  ['listVersions', 'GET', '/editions/2017-W36/versions'],
  ['listEditions', 'GET', '/editions'],
  ['getDigest', 'GET', '/digest/latest'],
]

function routesOf(desk: Desk) {
  return apiRoutes(desk).openAPIRegistry.definitions.flatMap((d) =>
    d.type === 'route' ? d.route : [],
  )
}

function shapeOf(desk: Desk, id: string, status: number): z.ZodType {
  const responses = routesOf(desk).find((r) => r.operationId === id)!
    .responses as unknown as Operation['responses']
  return responses[status]!.content['application/json']!.schema as z.ZodType
}

async function documentOf(desk: Desk) {
  const { json, status } = await ask(desk, '/openapi.json')
  expect(status).toBe(200)
  return json as {
    openapi: string
    info: object
    servers: { url: string }[]
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, unknown> }
  }
}

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, v]) =>
    key === '$ref' && typeof v === 'string' ? v : refsIn(v),
  )
}

describe('openapi.json', () => {
  it('answers every operation with what the document says, and nothing besides', async () => {
    const desk = await fullDesk()
    expect(requests.map(([id]) => id).sort()).toEqual(
      routesOf(desk)
        .map((r) => r.operationId)
        .sort(),
    )
    for (const [id, method, path, body] of requests) {
      const { status, json } = await ask(desk, path, method, body)
      expect([id, status]).toEqual([id, id === 'decide' ? 201 : 200])
      const read = shapeOf(desk, id, status).safeParse(json)
      expect([id, read.error?.issues ?? []]).toEqual([id, []])
      expect([id, read.data]).toEqual([id, json])
    }
  })

  it('has every field of a digest', () => {
    // Checked by the compiler, for the rare ones too.
    expectTypeOf<Keys<z.output<typeof digestShape>>>().toEqualTypeOf<Keys<Digest>>()
    expect(Object.keys(digestShape.shape)).toContain('corrections')
  })

  it('is a document of OpenAPI 3.1', async () => {
    const document = await documentOf(await testDesk())
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toMatchObject({ title: 'Outage Desk', version: '5.0.0' })
    expect(document.servers).toEqual([{ url: 'http://desk.example/api/v1' }])
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.values(item).map((operation) => ({ path, operation })),
    )
    expect(operations.length).toBe(requests.length)
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((p) => p.in === 'path')
      const named = [...path.matchAll(/{(\w+)}/g)].map((m) => m[1])
      expect(inPath.map((p) => p.name)).toEqual(named)
      expect(inPath.every((p) => p.required && p.schema)).toBe(true)
      expect(Object.values(operation.responses).every((r) => r.description)).toBe(true)
      expect(Object.keys(operation.responses)).toContain('400')
    }
    expect(new Set(operations.map((o) => o.operation.operationId)).size).toBe(operations.length)
  })

  it('refers only to what it holds, and to no shape that can be null as well', async () => {
    const document = await documentOf(await testDesk())
    const refs = refsIn(document)
    expect(refs.length).toBeGreaterThan(20)
    for (const ref of refs) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1]
      expect(document.components.schemas).toHaveProperty(name ?? ref)
    }
    // A reference beside `type: [object, null]` in an `allOf` would refuse null.
    expect(JSON.stringify(document)).not.toMatch(/"allOf"/)
  })

  it('says which parameters the list of incidents takes, with their values', async () => {
    const { paths } = await documentOf(await testDesk())
    const parameters = paths['/incidents']!.get!.parameters!
    expect(parameters.map((p) => p.name).join(' ')).toBe(
      'service feed status impact kind state open from to q sort cursor limit',
    )
    expect(parameters.every((p) => !p.required)).toBe(true)
    expect(parameters.find((p) => p.name === 'sort')).toMatchObject({
      schema: { enum: ['oldest', 'newest', 'changed', 'relevance'] },
    })
  })

  it('answers HEAD as GET without a body, and OPTIONS with the methods', async () => {
    const app = appOf(await fullDesk())
    for (const [, method, path] of requests.filter(([, method]) => method === 'GET')) {
      const url = `http://desk.example/api/v1${path}`
      const head = await app.request(url, { method: 'HEAD' })
      expect([path, head.status, await head.text()]).toEqual([path, 200, ''])
      expect(head.headers.get('etag')).toBe((await app.request(url)).headers.get('etag'))
      const options = await app.request(url, { method: 'OPTIONS' })
      expect(options.status).toBe(204)
      expect(options.headers.get('allow')).toContain(method)
    }
  })
})
