import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom. A key is a folder of `src/`, a file at its top, or `storage`; its own files
 * are always allowed. A value with a slash is one file only. The same table stands in docs/design.md.
 */
const allowed: Record<string, readonly string[] | 'all'> = {
  incident: [],
  errors: [],
  log: [],
  env: ['errors'],
  'source-kit': ['incident', 'errors'],
  sources: ['source-kit', 'incident'],
  registry: ['sources', 'source-kit', 'errors'],
  fetch: ['errors', 'log'],
  feeds: [
    'registry',
    'source-kit',
    'fetch/settings.ts',
    'notify/settings.ts',
    'digest/settings.ts',
    'incident',
    'errors',
  ],
  storage: ['incident', 'errors'],
  news: ['incident'],
  detect: ['fetch', 'registry', 'source-kit', 'incident', 'errors'],
  health: ['feeds', 'fetch', 'registry', 'source-kit', 'storage', 'detect', 'incident', 'errors'],
  poll: [
    'detect',
    'feeds',
    'fetch',
    'registry',
    'source-kit',
    'storage',
    'news',
    'incident',
    'errors',
    'log',
  ],
  digest: ['storage', 'news', 'incident'],
  outputs: ['digest', 'incident'],
  notify: ['storage', 'fetch/post.ts', 'outputs/clean.ts', 'incident', 'errors'],
  web: ['storage', 'digest', 'outputs', 'incident', 'errors', 'log'],
  commands: 'all',
  main: 'all',
}

/** Packages a part may use; a part that is not listed may use any. `node:*` stands for all of Node. */
const packages: Record<string, readonly string[]> = {
  incident: [],
  errors: [],
  sources: ['zod', 'temporal-polyfill', 'htmlparser2'],
  'source-kit': [
    'zod',
    'temporal-polyfill',
    'htmlparser2',
    'css-select',
    'html-to-text',
    'iconv-lite',
    'rss-parser',
    'feedsmith',
  ],
  news: ['zod', 'temporal-polyfill', 'fastest-levenshtein'],
}

/** Parts that know the time only from what they are given. */
const withoutClock = ['sources', 'source-kit', 'news', 'digest', 'outputs']

type Tree = ReadonlyMap<string, string>

const root = fileURLToPath(new URL('..', import.meta.url))

function readTree(): Tree {
  const files = ['src', 'storage'].flatMap((folder) =>
    readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((f) => f.endsWith('.ts'))
      .map((f) => `${folder}/${f}`),
  )
  return new Map(files.sort().map((f) => [f, readFileSync(posix.join(root, f), 'utf8')]))
}

/** `src/fetch/client.ts` → `fetch`, `src/feeds-yaml.ts` → `feeds`; undefined for a file of no part. */
function partOf(file: string): string | undefined {
  const [top, second = '', third] = file.split('/')
  if (top === 'storage') return 'storage'
  const name =
    third === undefined ? second.replace(/\.ts$/, '').replace(/^feeds-.*/, 'feeds') : second
  return Object.hasOwn(allowed, name) ? name : undefined
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, '')
}

const importForms =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

function importsOf(text: string): string[] {
  return [...withoutComments(text).matchAll(importForms)].map((m) => m[1] ?? m[2] ?? m[3] ?? '')
}

/** The file of ours that is meant, or null for a package. */
function target(from: string, specifier: string): string | null {
  const alias = /^#(src|storage)\/(.*)$/.exec(specifier)
  if (alias) return `${alias[1]}/${alias[2]}`
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null
}

function packageOf(specifier: string): string {
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1] ?? specifier
}

function complaintsAbout(tree: Tree): string[] {
  return [...tree].flatMap(([file, text]) => {
    const part = partOf(file)
    if (!part) return [`${file} belongs to no part`]
    const clock = withoutClock.includes(part) && readsClock(text)
    return [
      ...importsOf(text).flatMap((specifier) => complaint(tree, file, part, specifier) ?? []),
      ...(clock ? [`${file} looks at the clock`] : []),
    ]
  })
}

function readsClock(text: string): boolean {
  return /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(/.test(
    withoutComments(text),
  )
}

function complaint(tree: Tree, file: string, part: string, specifier: string): string | null {
  const to = target(file, specifier)
  if (to === null) {
    const name = packageOf(specifier)
    return (packages[part]?.includes(name) ?? true) ? null : `${file} uses the package ${name}`
  }
  if (!tree.has(to))
    return to === 'package.json' ? null : `${file} imports ${to}, which is not there`
  const other = partOf(to)
  // Sources know nothing of each other, although they are one part.
  if (part === other && part !== 'sources') return null
  const may = allowed[part]
  if (may === 'all' || (other && part !== other && may?.includes(other))) return null
  return may?.includes(to.replace(/^src\//, '')) ? null : `${file} imports ${to}`
}

/** The files of a circle of imports, or an empty list. */
function circleIn(tree: Tree): string[] {
  const done = new Set<string>()
  function visit(file: string, path: readonly string[]): string[] {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const specifier of importsOf(tree.get(file) ?? '')) {
      const to = target(file, specifier)
      const circle = to && tree.has(to) ? visit(to, [...path, file]) : []
      if (circle.length > 0) return circle
    }
    done.add(file)
    return []
  }
  for (const file of tree.keys()) {
    const circle = visit(file, [])
    if (circle.length > 0) return circle
  }
  return []
}

describe('imports', () => {
  const tree = readTree()

  it('finds the files of every part', () => {
    const found = new Set([...tree.keys()].map(partOf))
    expect(Object.keys(allowed).filter((part) => !found.has(part))).toEqual([])
  })

  it('keeps to the table', () => {
    expect(complaintsAbout(tree)).toEqual([])
  })

  it('has no circles', () => {
    expect(circleIn(tree)).toEqual([])
  })
})

describe('the check itself', () => {
  const planted = (file: string, text: string) =>
    complaintsAbout(
      new Map([
        ['src/incident.ts', ''],
        ['src/log.ts', ''],
        ['src/main.ts', ''],
        ['src/fetch/client.ts', ''],
        ['src/fetch/settings.ts', ''],
        ['src/sources/apple.ts', ''],
        ['storage/open.ts', ''],
        [file, text],
      ]),
    )

  it.each([
    ['src/sources/x.ts', "import { a } from './apple.ts'", 'src/sources/apple.ts'],
    ['src/sources/x.ts', "import { readFile } from 'node:fs/promises'", 'node:fs'],
    ['src/sources/x.ts', "import type { Client } from '../fetch/client.ts'", 'fetch/client'],
    ['src/sources/x.ts', 'const at = Date.now()', 'clock'],
    ['src/source-kit/x.ts', "import {\n  a,\n  b,\n} from '../log.ts'", 'src/log.ts'],
    ['src/fetch/x.ts', "export * from '#storage/open.ts'", 'storage/open.ts'],
    ['src/feeds-x.ts', "import { c } from './fetch/client.ts'", 'fetch/client.ts'],
    ['src/digest/x.ts', "import '../main.ts'", 'src/main.ts'],
    ['src/web/x.ts', "const m = await import('../fetch/client.ts')", 'fetch/client.ts'],
    ['storage/x.ts', "import { log } from '../src/log.ts'", 'src/log.ts'],
    ['src/poll/x.ts', "import { a } from './gone.ts'", 'not there'],
    ['src/utils/x.ts', '', 'no part'],
    ['src/types.ts', '', 'no part'],
  ])('refuses a planted fault: %s %s', (file, text, words) => {
    const found = planted(file, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(words)
  })

  it('lets pass what is allowed, and what only a comment says', () => {
    expect(planted('src/feeds-x.ts', "import { s } from './fetch/settings.ts'")).toEqual([])
    expect(planted('src/commands/x.ts', "import { open } from '#storage/open.ts'")).toEqual([])
    expect(planted('src/digest/x.ts', "// import { m } from '../main.ts'")).toEqual([])
  })

  it('finds a planted circle', () => {
    const circle = circleIn(
      new Map([
        ['src/poll/a.ts', "import { b } from './b.ts'"],
        ['src/poll/b.ts', "import type { c } from './c.ts'"],
        ['src/poll/c.ts', "export { a } from './a.ts'"],
      ]),
    )
    expect(circle).toEqual(['src/poll/a.ts', 'src/poll/b.ts', 'src/poll/c.ts', 'src/poll/a.ts'])
  })
})
