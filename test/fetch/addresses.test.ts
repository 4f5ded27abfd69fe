import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { allowedBy, isPublic } from '../../src/fetch/addresses.ts'

const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 })

const privateRanges: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Any address within a range. */
const inRange = fc.constantFrom(...privateRanges).chain(([base, bits]) =>
  bytes.map((random) => {
    const number = (b: Iterable<number>) => [...b].reduce((sum, byte) => sum * 256 + byte, 0)
    const size = 2 ** (32 - bits)
    const value = number(base.split('.').map(Number)) + (number(random) % size)
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256)
  }),
)

describe('isPublic', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])(
    'takes %s',
    (address) => expect(isPublic(address)).toBe(true),
  )

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'fd00::1',
    'fc00::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    'fd00:ec2::254',
  ])('refuses %s', (address) => expect(isPublic(address)).toBe(false))

  it.each([
    '',
    'localhost',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '1.2.3',
    '1.2.3.4.5',
    '8.8.8.8:80',
  ])('refuses what is no plain address: %j', (text) => expect(isPublic(text)).toBe(false))

  it('refuses every address of a private range in every form it can be written in', () => {
    fc.assert(
      fc.property(inRange, (parts) => {
        const plain = parts.join('.')
        const hex = ipaddr.IPv4.parse(plain).toIPv4MappedAddress().toNormalizedString()
        const low = hex.split(':').slice(-2).join(':')
        const forms = [
          plain,
          `::ffff:${plain}`,
          hex,
          `64:ff9b::${low}`,
          `::${low}`,
          `2002:${low}::`,
        ]
        for (const form of forms) expect(isPublic(form), form).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('says the same of an IPv4 address and its mapped form', () => {
    fc.assert(
      fc.property(bytes, (parts) => {
        const plain = [...parts].join('.')
        expect(isPublic(`::ffff:${plain}`)).toBe(isPublic(plain))
      }),
    )
  })

  it('takes no IPv6 address outside 2000::/3', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (parts) => {
        const mapped = parts.slice(0, 10).every((b) => b === 0)
        if (parts[0]! >> 5 === 1 || mapped) return
        expect(isPublic(ipaddr.fromByteArray([...parts]).toNormalizedString())).toBe(false)
      }),
    )
  })

  it('never throws', () => {
    const text = fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6())
    fc.assert(fc.property(text, (address) => typeof isPublic(address) === 'boolean'))
  })
})

describe('allowedBy', () => {
  it('matches a host on every port, a host with a port on that port only', () => {
    const allowed = allowedBy(['Status.Internal', 'build.internal:8080', '::1', '[fd00::5]:81'])
    expect(allowed('status.internal', 80)).toBe(true)
    expect(allowed('status.internal', 9000)).toBe(true)
    expect(allowed('build.internal', 8080)).toBe(true)
    expect(allowed('build.internal', 80)).toBe(false)
    expect(allowed('::1', 443)).toBe(true)
    expect(allowed('fd00::5', 81)).toBe(true)
    expect(allowed('fd00::5', 82)).toBe(false)
    expect(allowed('other.status.internal', 80)).toBe(false)
    expect(allowed('internal', 80)).toBe(false)
  })

  it('allows nothing when nothing is listed', () => {
    expect(allowedBy([])('localhost', 80)).toBe(false)
  })
})
