import { describe, expect, it } from 'vitest'
import { selects } from '../../src/source-kit/select.ts'

const incident = {
  services: ['Gmail'],
  components: ['Git  Operations', 'API'],
  regions: ['us-east-1'],
}

describe('selects', () => {
  it.each([
    [{}, true],
    [{ product: 'gmail' }, true],
    [{ service: ' Gmail ' }, true],
    [{ product: 'Calendar' }, false],
    [{ component: ['Webhooks', 'API'] }, true],
    [{ component: 'git operations' }, true],
    [{ component: 'Git*' }, true],
    [{ component: '*' }, true],
    [{ component: 'Op*' }, false],
    [{ component: 'API', region: 'eu*' }, false],
    [{ component: 'API', location: 'US-*' }, true],
    [{ component: [] }, false],
    [{ component: undefined }, true],
    [{ constructor: 'x', __proto__: null, other: 'y' }, true],
  ])('%j: %s', (filters, expected) => {
    expect(selects(filters as Record<string, unknown>, incident)).toBe(expected)
  })

  it('takes composed and decomposed letters for the same', () => {
    expect(selects({ region: 'Zu\u0308rich' }, { ...incident, regions: ['Z\u00fcrich'] })).toBe(
      true,
    )
  })

  it('wants a name where there is none', () => {
    expect(selects({ region: '*' }, { ...incident, regions: [] })).toBe(false)
  })
})
