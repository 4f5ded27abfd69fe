import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimits } from '../../src/fetch/limits.ts'

const open = new AbortController().signal

/** A clock that jumps to the end of whatever is waited for, once all else is quiet. */
function fakeTime() {
  let time = 0
  const sleepers: { until: number; wake: () => void }[] = []
  return {
    now: () => time,
    wait: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: time + ms, wake })
      }),
    async run<T>(work: Promise<T>): Promise<T> {
      let done = false
      const end = () => {
        done = true
      }
      work.then(end, end)
      while (!done) {
        await new Promise((resolve) => setImmediate(resolve))
        const next = sleepers.sort((a, b) => a.until - b.until).shift()
        if (!next) continue
        time = Math.max(time, next.until)
        next.wake()
      }
      return work
    },
  }
}

interface Started {
  host: string
  at: number
  running: number
  together: number
}

/** Runs tasks of some hosts, each lasting some ms, and tells when they began. */
async function simulate(
  settings: { concurrency: number; perHost: number; hostSpacing: number },
  tasks: readonly { host: string; lasts: number }[],
  random = () => 0.5,
): Promise<Started[]> {
  const time = fakeTime()
  const limits = createLimits(settings, { now: time.now, wait: time.wait, random })
  const started: Started[] = []
  const running = new Map<string, number>()
  const count = () => [...running.values()].reduce((a, b) => a + b, 0)
  const all = tasks.map(({ host, lasts }) =>
    limits.run(host, open, async () => {
      running.set(host, (running.get(host) ?? 0) + 1)
      started.push({ host, at: time.now(), running: running.get(host)!, together: count() })
      await time.wait(lasts)
      running.set(host, running.get(host)! - 1)
    }),
  )
  await time.run(Promise.all(all))
  return started
}

const task = fc.record({
  host: fc.constantFrom('a.test', 'b.test', 'c.test', 'd.test'),
  lasts: fc.integer({ min: 0, max: 3000 }),
})

describe('limits', () => {
  it('keep spacing, slots of a host and slots in all, whatever is asked', async () => {
    const settings = fc.record({
      concurrency: fc.integer({ min: 1, max: 4 }),
      perHost: fc.integer({ min: 1, max: 3 }),
      hostSpacing: fc.constantFrom(0, 0.5, 1),
    })
    const random = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(settings, fc.array(task, { maxLength: 25 }), random, async (s, tasks, r) => {
        const started = await simulate(s, tasks, () => r)
        expect(started).toHaveLength(tasks.length)
        for (const { running, together } of started) {
          expect(running).toBeLessThanOrEqual(s.perHost)
          expect(together).toBeLessThanOrEqual(s.concurrency)
        }
        for (const [, starts] of Map.groupBy(started, ({ host }) => host)) {
          const gaps = starts.slice(1).map(({ at }, i) => at - starts[i]!.at)
          for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(s.hostSpacing * 1000)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('spread 200 requests that are due at once to one host', async () => {
    const tasks = Array.from({ length: 200 }, () => ({ host: 'a.test', lasts: 50 }))
    const started = await simulate({ concurrency: 16, perHost: 1, hostSpacing: 1 }, tasks, () => 0)
    expect(started.at(-1)!.at).toBe(199_000)
  })

  it('lengthen the spacing by chance and never shorten it', async () => {
    const tasks = Array.from({ length: 2 }, () => ({ host: 'a.test', lasts: 0 }))
    const gap = async (random: number) => {
      const settings = { concurrency: 1, perHost: 1, hostSpacing: 1 }
      return (await simulate(settings, tasks, () => random))[1]!.at
    }
    expect(await gap(0)).toBe(1000)
    expect(await gap(1)).toBe(1250)
  })

  it('let a host wait without holding up the others', async () => {
    const slow = Array.from({ length: 50 }, () => ({ host: 'a.test', lasts: 10 }))
    const tasks = [...slow, { host: 'b.test', lasts: 10 }]
    const started = await simulate({ concurrency: 2, perHost: 1, hostSpacing: 1 }, tasks)
    expect(started.find(({ host }) => host === 'b.test')!.at).toBe(0)
  })

  it('give the slot back when a task fails', async () => {
    const limits = createLimits({ concurrency: 1, perHost: 1, hostSpacing: 0 })
    const failing = limits.run('a.test', open, () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    await expect(limits.run('a.test', open, async () => 'yes')).resolves.toBe('yes')
  })

  it('turn away at once whoever stops waiting, and never begin for them', async () => {
    const limits = createLimits({ concurrency: 1, perHost: 1, hostSpacing: 0 })
    let release = () => {}
    const first = limits.run('a.test', open, () => new Promise<void>((r) => (release = r)))
    const control = new AbortController()
    let begun = false
    const second = limits.run('a.test', control.signal, async () => {
      begun = true
    })
    control.abort(new Error('stopped'))
    await expect(second).rejects.toThrow('stopped')
    release()
    await first
    await expect(limits.run('a.test', open, async () => 3)).resolves.toBe(3)
    expect(begun).toBe(false)
  })

  it('stop a wait for the spacing', async () => {
    const limits = createLimits({ concurrency: 1, perHost: 1, hostSpacing: 60 })
    await limits.run('a.test', open, async () => {})
    const control = new AbortController()
    const waiting = limits.run('a.test', control.signal, async () => {})
    setTimeout(() => control.abort(new Error('stopped')), 20)
    await expect(waiting).rejects.toThrow('stopped')
  })
})
