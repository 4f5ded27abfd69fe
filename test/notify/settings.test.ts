import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConfigError } from '../../src/errors.ts'
import { notifySchema, targetId } from '../../src/notify/settings.ts'
import { targetsOf } from '../../src/notify/targets.ts'
import { secret, targetsFrom } from './make.ts'

const webhook = { webhook: 'https://hooks.example/x', secretEnv: 'SECRET' }

describe('the notify section', () => {
  it('reads targets, with what goes without saying', () => {
    const read = notifySchema.parse([
      webhook,
      { slack: { urlEnv: 'SLACK_URL' }, on: ['outage'], impact: 'critical', services: ['gmail'] },
    ])
    expect(read).toEqual([
      { ...webhook, on: ['edition', 'outage'], impact: 'major', unstated: false },
      {
        slack: { urlEnv: 'SLACK_URL' },
        on: ['outage'],
        impact: 'critical',
        unstated: false,
        services: ['gmail'],
      },
    ])
    expect(read.map(targetId)).toEqual(['webhook:https://hooks.example/x', 'slack:SLACK_URL'])
  })

  it.each([
    ['an unknown key', { ...webhook, secret: 'whsec_x' }],
    ['a target of no kind', { on: ['outage'] }],
    ['two kinds at once', { ...webhook, slack: 'https://chat.example/x' }],
    ['a webhook without a secret', { webhook: 'https://hooks.example/x' }],
    ['an address with a password', { ...webhook, webhook: 'https://a:b@hooks.example/' }],
    ['another scheme', { ...webhook, webhook: 'ftp://hooks.example/' }],
    ['a secret where a name is due', { ...webhook, secretEnv: secret.replace('whsec_', 'whsec+') }],
    ['an impact that is no threshold', { ...webhook, impact: 'unknown' }],
    ['no topic', { ...webhook, on: [] }],
  ])('refuses %s', (_name, entry) => {
    expect(notifySchema.safeParse([entry]).success).toBe(false)
  })

  it('refuses an address of Slack in the file, for it is a secret', () => {
    const result = notifySchema.safeParse([{ slack: 'https://hooks.slack.com/services/T0/B0/x' }])
    expect(z.prettifyError(result.error!)).toContain('urlEnv')
  })

  it('refuses two targets that could not be told apart', () => {
    expect(notifySchema.safeParse([webhook, webhook]).success).toBe(false)
    expect(notifySchema.safeParse([webhook, { ...webhook, name: 'second' }]).success).toBe(true)
  })

  it('becomes a JSON Schema for editors', () => {
    const schema = z.toJSONSchema(notifySchema, { io: 'input', unrepresentable: 'any' })
    expect(JSON.stringify(schema)).toContain('secretEnv')
  })
})

describe('secrets of the environment', () => {
  it('are put in where they are named', () => {
    const [target] = targetsFrom([{ slack: { urlEnv: 'SLACK_URL' } }], {
      SLACK_URL: 'https://hooks.slack.com/services/T0/B0/x',
    })
    expect(target).toMatchObject({ form: 'slack', url: 'https://hooks.slack.com/services/T0/B0/x' })
    expect(target!.id).toBe('slack:SLACK_URL')
    expect(targetsFrom([webhook])[0]!.secrets).toEqual([secret])
  })

  it.each([
    ['is not set', undefined],
    ['is empty', ' '],
    ['is too short', 'whsec_c2hvcnQ='],
    ['is not base64', 'whsec_this is surely no base64 at all, is it? no!'],
  ])('are asked for by name when one %s', (_name, SECRET) => {
    const ask = () => targetsOf(notifySchema.parse([webhook]), { SECRET })
    expect(ask).toThrow(ConfigError)
    expect(ask).toThrow(/\bSECRET\b/)
    if (SECRET?.trim()) expect(ask).not.toThrow(SECRET)
  })

  it('are refused when an address is none, without showing it', () => {
    const SLACK_URL = 'hooks.slack.com/services/T0/B0/hidden'
    const ask = () => targetsFrom([{ slack: { urlEnv: 'SLACK_URL' } }], { SLACK_URL })
    expect(ask).toThrow(/SLACK_URL/)
    expect(ask).not.toThrow(/hidden/)
  })
})
