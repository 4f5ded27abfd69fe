import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { appOf, fullDesk } from './api.ts'

const text = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8')

/** The curl commands of the page, in their order, as requests. */
function commandsIn(page: string) {
  const shell = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((m) => m[1]!).join('')
  const lines = shell.replaceAll('\\\n', ' ').split('\n')
  return lines
    .filter((line) => line.startsWith('curl'))
    .map((line) => {
      const body = /-d '([^']*)'/.exec(line)?.[1]
      const header = /-H '([^:]+): ([^']+)'/.exec(line)
      return {
        line,
        path: /"\$desk([^"]*)"/.exec(line)![1]!,
        method: /-X (\w+)/.exec(line)?.[1] ?? (body ? 'POST' : 'GET'),
        body,
        headers: header ? { [header[1]!]: header[2]! } : {},
      }
    })
}

describe('docs/api.md', () => {
  it('shows commands that work, one after the other', async () => {
    const app = appOf(await fullDesk())
    const commands = commandsIn(text)
    expect(commands.length).toBeGreaterThan(12)
    let cursor = ''
    for (const { line, path, method, body, headers } of commands) {
      const url = `http://desk.example/api/v1${path.replace('$cursor', cursor)}`
      const response = await app.request(url, { method, headers, ...(body ? { body } : {}) })
      expect([line, response.ok]).toEqual([line, true])
      if (path.includes('$cursor')) expect(await response.json()).toEqual([])
      else if (path !== '/editions') expect(await response.json()).not.toEqual([])
      cursor = response.headers.get('x-last-cursor') ?? cursor
    }
  })
})
