import { readFile, writeFile } from 'node:fs/promises'
import { loadSources, type Sources } from '../src/registry.ts'
import type { Gives, Source } from '../src/source-kit/source.ts'

/** Writes docs/sources.md from what the sources say of themselves; `--check` only says, by exit code 1, that it is stale. */
const file = new URL('../docs/sources.md', import.meta.url)

const head = `<!-- Written by scripts/write-source-docs.ts from src/sources/. Edit the source, then run: npm run docs -->

# Sources

A source is a platform that can be read. Its id is the word used in feeds.yaml; how to write a line there,
and what each option means, is told in [feeds.md](feeds.md). How to add a source: [CONTRIBUTING.md](../CONTRIBUTING.md).

- **impact**: \`stated\` by the provider, \`inferred\` from its words, or \`none\`.
- **updates**: all messages of an incident, or only the latest.
- **history**: how far back one reading reaches. What is older stays in our database once it was seen.
- **options**: those in *italics* are filters, which select the incidents of one service.

| id | name | what it reads | impact | updates | components | regions | maintenance | postmortems | history | options |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
`

/** The text of docs/sources.md: one row per source, in the order of ids. */
export function sourceDocs(sources: Sources): string {
  const rows = [...sources.values()].map((source) => `| ${cells(source).join(' | ')} |\n`)
  return head + rows.join('') + examples(sources)
}

function cells(source: Source): string[] {
  return [
    `\`${source.id}\``,
    `[${escaped(source.name)}](${source.site})`,
    escaped(source.summary),
    ...givesCells(source.gives),
    options(source),
  ]
}

function givesCells(gives: Gives): string[] {
  const yes = (has: boolean) => (has ? 'yes' : '')
  return [
    gives.impact,
    gives.updates,
    yes(gives.components),
    yes(gives.regions),
    yes(gives.maintenance),
    yes(gives.postmortems),
    escaped(gives.history),
  ]
}

function options(source: Source): string {
  const url = source.defaultUrl ? ['`url` (may be left out)'] : ['`url`']
  const own = Object.keys(source.options.shape).map((key) =>
    source.filters.includes(key) ? `*\`${key}\`*` : `\`${key}\``,
  )
  return [...url, ...own].join(', ')
}

function examples(sources: Sources): string {
  const lines = [...sources.values()].map(
    (s) => `- \`${s.id}\`: ${s.examples.map((e) => `<${e}>`).join(', ')}\n`,
  )
  return `\n## Pages that are known to be read\n\n${lines.join('')}`
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}

async function main(): Promise<void> {
  const text = sourceDocs(await loadSources())
  if (!process.argv.includes('--check')) return writeFile(file, text)
  const written = await readFile(file, 'utf8').catch(() => '')
  if (written === text) return
  console.error('docs/sources.md is stale: run npm run docs')
  process.exitCode = 1
}

if (import.meta.main) await main()
