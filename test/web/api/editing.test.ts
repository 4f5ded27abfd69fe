import { describe, expect, it } from 'vitest'
import { ask, hourly, keep, testDesk } from './api.ts'

const path = '/editions/2017-W36'

async function deskWith(count: number) {
  const desk = await testDesk()
  await keep(desk.store, hourly(count))
  return desk
}

describe('editing', () => {
  it('takes a decision, lists it and takes it back', async () => {
    const desk = await deskWith(1)
    const before = await ask(desk, `${path}/decisions`)
    expect(before.json).toEqual({ week: '2017-W36', frozen: false, seen: 0, decisions: [] })
    const decision = { do: 'rename', entry: 'github', label: 'The Hub' }
    const body = { decision, reason: 'shorter', seen: 0 }
    const taken = await ask(desk, `${path}/decisions`, 'POST', body)
    expect(taken.status).toBe(201)
    expect(taken.json.digest.entries[0].label).toBe('The Hub')
    const { seen } = taken.json
    const listed = (await ask(desk, `${path}/decisions`)).json
    expect(listed).toMatchObject({ seen, decisions: [{ id: seen, editor: 'ann', decision }] })
    const undone = await ask(desk, `${path}/decisions/${seen}`, 'DELETE')
    expect(undone.json.digest.entries[0].label).toBe('GitHub')
    expect((await ask(desk, `${path}/decisions`)).json.decisions).toEqual([])
    expect((await ask(desk, `${path}/decisions/${seen}`, 'DELETE')).status).toBe(404)
  })

  it('tells the later of two editors, for decisions and for freezing', async () => {
    const desk = await deskWith(1)
    const rename = (label: string) => ({
      decision: { do: 'rename', entry: 'github', label },
      seen: 0,
    })
    expect((await ask(desk, `${path}/decisions`, 'POST', rename('A'))).status).toBe(201)
    const late = await ask(desk, `${path}/decisions`, 'POST', rename('B'))
    expect(late.status).toBe(409)
    expect(late.json).toMatchObject({ status: 409, title: 'Edited meanwhile' })
    expect((await ask(desk, `${path}/freeze`, 'POST', { seen: 0 })).status).toBe(409)
    expect((await ask(desk, '/digest/2017-W36')).json.entries[0].label).toBe('A')
  })

  it('takes one of two decisions that arrive at once', async () => {
    const desk = await deskWith(1)
    const both = await Promise.all(
      ['A', 'B'].map((label) =>
        ask(desk, `${path}/decisions`, 'POST', {
          decision: { do: 'rename', entry: 'github', label },
          seen: 0,
        }),
      ),
    )
    expect(both.map((r) => r.status).sort()).toEqual([201, 409])
    expect((await ask(desk, `${path}/decisions`)).json.decisions).toHaveLength(1)
  })

  it('freezes once, then corrects with a reason only', async () => {
    const desk = await deskWith(1)
    expect((await ask(desk, `${path}/versions`)).json).toEqual([])
    const frozen = await ask(desk, `${path}/freeze`, 'POST', { seen: 0 })
    expect(frozen.status).toBe(200)
    expect((await ask(desk, `${path}/freeze`, 'POST', { seen: 0 })).status).toBe(422)
    const decision = { do: 'rename', entry: 'github', label: 'Hub' }
    const silent = await ask(desk, `${path}/decisions`, 'POST', { decision, seen: 0 })
    expect(silent.json.detail).toMatch(/needs a reason/)
    const body = { decision, seen: 0, reason: 'its name' }
    expect((await ask(desk, `${path}/decisions`, 'POST', body)).status).toBe(201)
    const versions = (await ask(desk, `${path}/versions`)).json
    expect(versions.map((v: { version: number }) => v.version)).toEqual([1, 2])
    expect(versions[1].digest.corrections).toMatchObject([{ reason: 'its name' }])
    expect((await ask(desk, '/editions')).json).toMatchObject([{ week: '2017-W36' }])
    expect((await ask(desk, '/digest/latest')).json).toEqual(versions[1].digest)
  })
})
