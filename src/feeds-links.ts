import { type Problem, quoted, suggester } from './feeds-problems.ts'
import type { YamlText } from './feeds-yaml.ts'
import type { Service } from './incident.ts'

/** Checks what one service says about others: names given once, parents that exist, no circles. */
export function linkProblems(
  services: readonly Service[],
  ids: ReadonlySet<string>,
  yaml: YamlText,
): Problem[] {
  return [
    ...nameProblems(services, yaml),
    ...parentProblems(services, ids, yaml),
    ...circleProblems(services, yaml),
  ]
}

function nameProblems(services: readonly Service[], yaml: YamlText): Problem[] {
  const owners = new Map<string, { id: string; line: number }>()
  const problems: Problem[] = []
  for (const { id, name, aliases } of services) {
    const names = [name, ...aliases]
    names.forEach((word, index) => {
      const path = ['services', id, ...(index === 0 ? ['name'] : ['aliases', index - 1])]
      const place = yaml.at(path)
      const key = word.toLowerCase().replace(/\s+/g, ' ')
      const owner = owners.get(key)
      if (!owner) owners.set(key, { id, line: place.line })
      else {
        const message = `expected a name of its own: ${quoted(word)} is already a name of ${owner.id} in line ${owner.line}`
        problems.push({ ...place, message, hint: null })
      }
    })
  }
  return problems
}

function parentProblems(
  services: readonly Service[],
  ids: ReadonlySet<string>,
  yaml: YamlText,
): Problem[] {
  const suggest = suggester(ids)
  return services
    .filter(({ parent }) => parent !== null && !ids.has(parent))
    .map(({ id, parent }) => ({
      ...yaml.at(['services', id, 'parent']),
      message: `expected the id of a service: there is no ${quoted(parent)}`,
      hint: suggest(parent!),
    }))
}

/** Follows each parent once; a circle is told of at the first service of it that was met. */
function circleProblems(services: readonly Service[], yaml: YamlText): Problem[] {
  const parents = new Map(services.map(({ id, parent }) => [id, parent]))
  const done = new Set<string>()
  const problems: Problem[] = []
  for (const { id } of services) {
    const trail = new Set<string>()
    let at: string | null | undefined = id
    while (at && !done.has(at) && !trail.has(at)) {
      trail.add(at)
      at = parents.get(at)
    }
    if (at && trail.has(at)) {
      const circle = [...trail].slice([...trail].indexOf(at))
      const message = `expected no circle of parents: ${[...circle.slice(0, 6), at].join(' → ')}`
      problems.push({ ...yaml.at(['services', at, 'parent']), message, hint: null })
    }
    for (const seen of trail) done.add(seen)
  }
  return problems
}
