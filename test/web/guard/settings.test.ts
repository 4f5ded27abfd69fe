import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/errors.ts'
import { hashPassword, hashToken } from '../../../src/web/guard/password.ts'
import { guardSettings, type Variables } from '../../../src/web/guard/settings.ts'
import { cheap, signedIn } from './door.ts'

const hash = await hashPassword('correct horse battery', cheap)
const OUTAGES_SECRET = signedIn.OUTAGES_SECRET!

function complaint(host: string, env: Variables): string {
  try {
    guardSettings({ host, env })
  } catch (e) {
    if (e instanceof ConfigError) return `${e.message}\n${e.hint}`
    throw e
  }
  return 'none'
}

describe('where signing in is needed', () => {
  it('needs nothing on loopback', () => {
    for (const host of [
      '127.0.0.1',
      '127.0.0.2',
      'localhost',
      '::1',
      '[::1]',
      '::ffff:127.0.0.1',
    ]) {
      expect([host, guardSettings({ host, env: {} }).open]).toEqual([host, true])
    }
  })

  it('refuses every other address without a secret, and says what to set and how', () => {
    const hosts = [
      '0.0.0.0',
      '::',
      '192.168.1.5',
      'desk.example',
      '127.0.0.1.example',
      '::ffff:10.0.0.1',
    ]
    for (const host of [...hosts, '', 'localhost.example', '0127.0.0.1', '2130706433', '127.1']) {
      const said = complaint(host, {})
      expect([host, said]).toEqual([
        host,
        expect.stringContaining('OUTAGES_SECRET and OUTAGES_EDITOR_HASH must be set'),
      ])
      expect(said).toContain('outages -- password')
    }
  })

  it('asks for what is missing only', () => {
    expect(complaint('0.0.0.0', { OUTAGES_SECRET })).toContain('so OUTAGES_EDITOR_HASH must be set')
    expect(complaint('0.0.0.0', { OUTAGES_EDITOR_HASH: hash })).toContain('so OUTAGES_SECRET must')
    expect(complaint('0.0.0.0', { OUTAGES_SECRET, OUTAGES_EDITOR_HASH: '' })).toContain('HASH must')
    const settings = guardSettings({
      host: '::',
      env: { OUTAGES_SECRET, OUTAGES_EDITOR_HASH: hash },
    })
    expect([settings.open, settings.reader, settings.tokens]).toEqual([false, null, []])
  })

  it('asks for signing in on loopback when others can come through a proxy, or a password is set', () => {
    expect(complaint('127.0.0.1', { OUTAGES_HOSTS: 'desk.example' })).toContain('desk.example')
    expect(complaint('127.0.0.1', { OUTAGES_TRUST_PROXY: '1' })).toContain('proxy')
    expect(complaint('127.0.0.1', { OUTAGES_READER_HASH: hash })).toContain('OUTAGES_READER_HASH')
    expect(
      guardSettings({ host: '127.0.0.1', env: { OUTAGES_HOSTS: 'localhost:9000' } }).open,
    ).toBe(true)
    const env = { OUTAGES_SECRET, OUTAGES_EDITOR_HASH: hash }
    expect(guardSettings({ host: '127.0.0.1', env }).open).toBe(false)
  })
})

describe('what is set', () => {
  it('refuses a short secret and one that repeats itself, without printing it', () => {
    const said = complaint('127.0.0.1', { OUTAGES_SECRET: 'short-and-known' })
    expect(said).toContain('OUTAGES_SECRET has 15 characters; it needs 32')
    expect(said).not.toContain('short-and-known')
    expect(complaint('127.0.0.1', { OUTAGES_SECRET: 'abc'.repeat(20) })).toContain('random')
  })

  it('refuses what is not a hash, also on loopback, and tells of the dollar signs', () => {
    const eaten = hash.replace(/\$\d+/, '')
    for (const wrong of [
      'correct horse battery',
      eaten,
      `${hash}!`,
      hash.replace('16384', '1024'),
    ]) {
      const said = complaint('127.0.0.1', { OUTAGES_SECRET, OUTAGES_EDITOR_HASH: wrong })
      expect(said).toContain('OUTAGES_EDITOR_HASH is not a hash')
      expect(said).toContain('$$')
      expect(said).not.toContain(wrong)
    }
  })

  it('reads tokens with their roles, editor unless said', () => {
    const OUTAGES_API_TOKENS = `a:${hashToken('x')},b:${hashToken('y').toUpperCase()}:reader`
    const { tokens } = guardSettings({ host: '127.0.0.1', env: { OUTAGES_API_TOKENS } })
    expect(tokens.map((t) => [t.name, t.role, t.sha256.length])).toEqual([
      ['a', 'editor', 32],
      ['b', 'reader', 32],
    ])
  })

  it('refuses a token that is written out, without printing it, and a name that stands twice', () => {
    const said = complaint('127.0.0.1', { OUTAGES_API_TOKENS: 'bot:outages_secret' })
    expect(said).toContain('entry 1')
    expect(said).not.toContain('outages_secret')
    const twice = `a:${hashToken('x')},a:${hashToken('y')}`
    expect(complaint('127.0.0.1', { OUTAGES_API_TOKENS: twice })).toContain('names a twice')
    const admin = `a:${hashToken('x')}:admin`
    expect(complaint('127.0.0.1', { OUTAGES_API_TOKENS: admin })).toContain('entry 1')
  })

  it('reads names and ports, and refuses addresses, wildcards and paths', () => {
    const env = { ...signedIn, OUTAGES_HOSTS: 'Desk.Example, desk.example:8443 [2001:DB8::0:1]' }
    expect(guardSettings({ host: '::', env }).hosts).toEqual([
      { name: 'desk.example', port: null },
      { name: 'desk.example', port: 8443 },
      { name: '2001:db8::1', port: null },
    ])
    for (const wrong of ['https://desk.example', '*.example', 'desk.example/', 'a@b', 'a:b']) {
      expect(complaint('::', { ...signedIn, OUTAGES_HOSTS: wrong })).toContain(`"${wrong}" is not`)
    }
  })

  it('refuses a switch that is neither 1 nor 0, and lists every complaint at once', () => {
    const said = complaint('0.0.0.0', {
      OUTAGES_TRUST_PROXY: 'yes',
      OUTAGES_SECRET: 'x',
      OUTAGES_HOSTS: '*',
    })
    for (const name of [
      'TRUST_PROXY must be 1 or 0',
      'SECRET has 1',
      'HOSTS: "*"',
      'EDITOR_HASH must',
    ]) {
      expect(said).toContain(name)
    }
  })
})
