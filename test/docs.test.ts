import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { counted } from '../scripts/count-tests.ts'
import { sourceDocs } from '../scripts/write-source-docs.ts'
import { feedsJsonSchema } from '../src/feeds-schema.ts'
import { loadSources } from '../src/registry.ts'

const root = new URL('../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs/', root))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
]

/** Targets of links in Markdown that are files of ours, without their anchors. */
function relativeLinks(text: string): string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map((m) => m[1]!.split('#')[0]!)
    .filter((link) => link !== '' && !/^[a-z]+:/i.test(link))
}

describe('generated files', () => {
  it('has a fresh docs/sources.md', async () => {
    expect(read('docs/sources.md')).toBe(sourceDocs(await loadSources()))
  })

  it('has a fresh feeds.schema.json', async () => {
    expect(JSON.parse(read('feeds.schema.json'))).toEqual(
      JSON.parse(JSON.stringify(feedsJsonSchema(await loadSources()))),
    )
  })
})

describe('pages', () => {
  it('keeps the README short', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(150)
  })

  it('names every variable of the environment, with its default', () => {
    const variables = [...read('src/env.ts').matchAll(/^ {2}([A-Z_]+):.*default\(([^)]*)\)/gm)]
    expect(variables.length).toBeGreaterThan(3)
    for (const [, name, value] of variables) {
      const plain = value!.replaceAll("'", '').replaceAll('_', '')
      expect(read('README.md')).toContain(`| \`${name}\` | \`${plain}\` |`)
    }
  })

  it('names every command', () => {
    const commands = read('src/commands/program.ts').matchAll(/\bcommand\(\s*'([a-z]+)/g)
    const names = [...commands].map((m) => m[1]!)
    expect(names).toContain('digest')
    for (const name of names) expect(read('README.md')).toMatch(new RegExp(`\`(feeds )?${name}\\b`))
  })

  it('names every script of package.json that it tells to run', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const page of pages) {
      for (const [, name] of read(page).matchAll(/npm run (?:-s )?([\w:-]+)/g)) {
        expect(Object.keys(scripts), page).toContain(name)
      }
    }
  })

  it.each(pages)('has no dead link in %s', (page) => {
    for (const link of relativeLinks(read(page))) {
      expect(existsSync(new URL(link, new URL(page, root))), link).toBe(true)
    }
  })
})

describe('the count of tests', () => {
  it.each([
    ['{"numPassedTests":3,"numFailedTests":0,"success":true}', '3 passed, 0 failed', true],
    ['{"numPassedTests":3,"numFailedTests":2,"success":false}', '3 passed, 2 failed', false],
    ['{"numPassedTests":3,"numFailedTests":0,"success":false}', '3 passed, 1 failed', false],
    ['{"numPassedTests":0,"numFailedTests":0,"success":true}', '0 passed, 0 failed', false],
    ['', '0 passed, 1 failed', false],
  ])('reads the report %s', (text, line, good) => {
    expect(counted(text)).toEqual({ line, good })
  })
})
