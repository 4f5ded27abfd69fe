import { expect, test } from 'vitest'
import { serviceIds } from '../../src/poll/poll-feed.ts'
import { incident } from './make.ts'

const services = [
  { id: 'cloud', filters: {} },
  ...['Compute', 'Storage', 'Queue', 'Mail'].map((service) => ({
    id: service.toLowerCase(),
    filters: { service },
  })),
]
const idsOf = (names: string[]) => serviceIds({ services }, incident('a', { services: names }))

test('names the part that was hit first, then the whole', () => {
  expect(idsOf(['Storage'])).toEqual(['storage', 'cloud'])
})

test('names the whole first when several parts were hit', () => {
  expect(idsOf(['Storage', 'Queue'])).toEqual(['cloud', 'storage', 'queue'])
})

test('names the whole alone when no part is known', () => {
  expect(idsOf(['Something new'])).toEqual(['cloud'])
})
