import { kindsOfOutage } from './digest/settings.ts'
import { type Problem, quoted, suggester } from './feeds-problems.ts'
import type { YamlText } from './feeds-yaml.ts'
import type { Service } from './incident.ts'

/** Taste for a category that no service has would wait for ever. */
export function rankingProblems(
  ranking: Record<string, unknown> | undefined,
  services: readonly Service[],
  yaml: YamlText,
): Problem[] {
  const used = services.flatMap((s) => s.category ?? [])
  const checks: [string, Set<string>][] = [
    ['categoryPoints', new Set([...kindsOfOutage.categories, ...used])],
    ['leanings', new Set([...kindsOfOutage.leanings, ...kindsOfOutage.categories, ...used])],
  ]
  return checks.flatMap(([key, known]) => {
    const suggest = suggester(known)
    return Object.keys((ranking?.[key] as object | undefined) ?? {})
      .filter((name) => !known.has(name))
      .map((name) => ({
        ...yaml.at(['digest', 'ranking', key, name], 'key'),
        message: `expected the category of a service: none has ${quoted(name)}`,
        hint: suggest(name),
      }))
  })
}
