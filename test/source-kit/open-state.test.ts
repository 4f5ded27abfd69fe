import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedStatuses } from '../../src/incident.ts'
import { openState, saysFollowUp, saysOver } from '../../src/source-kit/open-state.ts'

describe('openState', () => {
  it('finds the state in what a message says', () => {
    const said: [string, string][] = [
      ['Engineers are investigating errors.', 'investigating'],
      ['We have identified the cause and are working on a fix.', 'identified'],
      ['A fix is out and we are monitoring.', 'monitoring'],
      ['The issue has been resolved.', 'monitoring'],
      ['We are still investigating. Some channels have been restored.', 'investigating'],
      ['We have not identified the cause.', 'unknown'],
      ['Nothing is said here.', 'unknown'],
    ]
    for (const [text, state] of said) expect(openState(text, 'unknown'), text).toBe(state)
  })

  it('keeps the state before when nothing is said', () => {
    expect(openState('More at 10:00.', 'identified')).toBe('identified')
  })

  it('closes nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(closedStatuses).not.toContain(openState(`It is resolved. ${text}`, 'unknown'))
      }),
    )
  })
})

describe('saysOver', () => {
  it('tells done from promised, denied and partly done', () => {
    for (const text of ['Maintenance is complete', 'Service has been restored.', 'Resolved.']) {
      expect(saysOver(text), text).toBe(true)
    }
    for (const text of [
      'It is not resolved.',
      'It isn’t resolved.',
      'It will be completed at noon.',
      'We’ll write when it is resolved.',
      'This appears to have resolved it.',
      'Most apps have recovered.',
      '80% of the work is complete.',
      'We are working to have it restored.',
    ]) {
      expect(saysOver(text), text).toBe(false)
    }
  })
})

describe('saysFollowUp', () => {
  it('wants the name at the beginning', () => {
    for (const text of [
      'Follow-up: a disk',
      '**Follow Up**',
      'Post-mortem',
      'Following up on this',
    ]) {
      expect(saysFollowUp(text), text).toBe(true)
    }
    expect(saysFollowUp('We will send a follow-up.')).toBe(false)
  })
})
