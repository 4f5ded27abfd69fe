import { describe, expect, it } from 'vitest'
import type { FoldedLine, IncidentLine } from '../../src/digest/digest.ts'
import { html } from '../../src/outputs/html.ts'
import { markdown } from '../../src/outputs/markdown.ts'
import { text } from '../../src/outputs/text.ts'
import { digest, entry, incidentLine } from './make.ts'

const url = 'https://status.circleci.example/1'

describe('section: also affected', () => {
  it('links each where it told of it, in a list of any length', () => {
    const of = (names: string[]) =>
      markdown(digest([entry({ alsoAffected: names.map((name) => ({ id: name, name })) })]))
    expect(of(['A'])).toContain(') and A\n')
    expect(of(['A', 'B'])).toContain('), A and B\n')
    expect(of(['A', 'B', 'C', 'D', 'E'])).toContain('), A, B, C and 2 more\n')
    const linked = digest([entry({ alsoAffected: [{ id: 'circleci', name: 'CircleCI', url }] })])
    expect(markdown(linked)).toContain(` and [CircleCI](${url})`)
    expect(text(linked)).toContain('CircleCI')
  })

  it('stands under the one of several incidents that hit it', () => {
    const incidents = [1, 2].map((key) =>
      incidentLine({ key, id: `i${key}`, title: `Fault ${key}` }),
    )
    const alsoAffected = [{ id: 'circleci', name: 'CircleCI', url, of: 2 }]
    const printed = markdown(digest([entry({ incidents, alsoAffected })]))
    expect(printed).toContain(`    - Also affected: [CircleCI](${url})`)
    expect(printed.split('\n').findIndex((l) => l.includes('Also'))).toBeGreaterThan(
      printed.split('\n').findIndex((l) => l.includes('Fault 2')),
    )
  })

  it('is not said of one whose own entry is printed', () => {
    const apart = { id: 'circleci', name: 'CircleCI', url, apart: true as const }
    const own = entry({ service: { id: 'circleci', name: 'CircleCI' }, label: 'CircleCI' })
    expect(markdown(digest([entry({ alsoAffected: [apart] }), own]))).not.toContain(' and ')
    expect(markdown(digest([entry({ alsoAffected: [apart] })]))).toContain(' and [CircleCI]')
  })

  it('escapes names and refuses other links than http(s)', () => {
    const hostile = { id: null, name: '<b>*X*', url: 'javascript:alert(1)' }
    const one = digest([entry({ alsoAffected: [hostile] })])
    expect(html(one)).not.toMatch(/<b>|javascript:/)
    expect(markdown(one)).not.toMatch(/<b>|javascript:| \*X/)
  })
})

describe('section: folded incidents', () => {
  const at = (day: string, hour: string) => `2017-09-${day}T${hour}:00:00.000Z`
  const folded = (key: number, startedAt: string, differs: string | null = null): FoldedLine => ({
    ...{ key, id: `i${key}`, url: null, title: 'API is down', resolvedAt: startedAt, posted: 9 },
    ...{ startedAt, differs, trace: incidentLine().trace },
  })
  const printed = (list: FoldedLine[], more: Partial<IncidentLine> = {}) => {
    const durations = { posted: 47, stated: null, statedBasis: null, quote: null }
    return markdown(
      digest([entry({ incidents: [incidentLine({ durations, ...more, folded: list })] })]),
    )
  }

  it('counts days in the time zone of the edition', () => {
    expect(printed([folded(1, at('05', '12')), folded(2, at('06', '02'))])).toContain(
      'Twice on 5 September, 47 minutes in all as posted.',
    )
    const three = [folded(1, at('05', '12')), folded(2, at('05', '13')), folded(3, at('06', '12'))]
    expect(printed(three)).toContain('Three times between 5 and 6 September, 47 minutes in all')
  })

  it('lists at most five differences, and says how many more there are', () => {
    const regions = [1, 2, 3, 4, 5, 6, 7].map((n) => folded(n, at('05', '12'), `eu-${n}`))
    expect(printed(regions)).toContain('(eu-1, eu-2, eu-3, eu-4, eu-5 and 2 more)')
  })
})
