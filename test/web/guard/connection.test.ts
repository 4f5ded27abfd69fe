import { serve } from '@hono/node-server'
import { expect, it, onTestFinished } from 'vitest'
import { door, password, signedIn } from './door.ts'

/** Signing in is on, on loopback, so that a test can reach it. */
async function listening() {
  const d = door(signedIn, '127.0.0.1', { mostBytes: 10_000 })
  const server = serve({ fetch: d.app.fetch, hostname: '127.0.0.1', port: 0 })
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const post = (path: string, fields: Record<string, string>, headers = {}) => {
    const body = new URLSearchParams(fields)
    const sent = { origin, ...headers }
    return fetch(origin + path, { method: 'POST', body, headers: sent, redirect: 'manual' })
  }
  return { ...d, origin, post }
}

it('signs in, changes something and signs out over a real connection', async () => {
  const { origin, post, told } = await listening()
  const response = await post('/sign-in', { password, to: '/edit' })
  expect([response.status, response.headers.get('location')]).toEqual([303, '/edit'])
  expect(told).toEqual([{ outcome: 'signed-in', role: 'editor', address: '127.0.0.1' }])
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!
  const { csrf } = (await (await fetch(`${origin}/edit`, { headers: { cookie } })).json()) as {
    csrf: string
  }
  const changed = await post('/edit', { csrf, remark: 'a & b' }, { cookie })
  expect(await changed.json()).toEqual({ csrf, remark: 'a & b' })
  expect((await post('/edit', { csrf }, { cookie, origin: 'http://evil.example' })).status).toBe(
    403,
  )
  expect((await post('/edit', { csrf, x: 'x'.repeat(10_000) }, { cookie })).status).toBe(413)
  expect((await post('/sign-out', { csrf }, { cookie })).headers.get('location')).toBe('/sign-in')
  const after = await fetch(`${origin}/edit`, { headers: { cookie }, redirect: 'manual' })
  expect([after.status, after.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fedit'])
})
