import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Deadline, openDeadline } from '../../src/fetch/deadline.ts'

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

/** Ends when the deadline does, with its reason. */
function hang({ signal }: Deadline): () => Promise<never> {
  return () =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

describe('a deadline', () => {
  it('pitfall 4: fires by its own timer, also beside outside signals that never do', async () => {
    const outside = Array.from({ length: 20 }, () => new AbortController().signal)
    const deadline = openDeadline(0.05, outside)
    await expect(deadline.spend(hang(deadline))).rejects.toMatchObject({ kind: 'timeout' })
  })

  it('leaves no timer and no listener behind', async () => {
    const { signal } = new AbortController()
    const before = timers()
    const deadline = openDeadline(60, [signal, undefined])
    await expect(deadline.spend(async () => 'done')).resolves.toBe('done')
    await expect(deadline.spend(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(timers()).toBe(before)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    deadline.release()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  })

  it('counts what is spent and not what is waited', async () => {
    const deadline = openDeadline(0.15, [])
    await deadline.spend(() => sleep(90))
    await sleep(200)
    expect(deadline.signal.aborted).toBe(false)
    await expect(deadline.spend(hang(deadline))).rejects.toMatchObject({ kind: 'timeout' })
  })

  it('passes a stop on at once, also one said before', async () => {
    const control = new AbortController()
    const deadline = openDeadline(60, [control.signal])
    const work = deadline.spend(hang(deadline))
    control.abort()
    await expect(work).rejects.toMatchObject({ kind: 'local' })
    expect(openDeadline(60, [control.signal]).signal.aborted).toBe(true)
  })
})
