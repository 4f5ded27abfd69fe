/** Where a page ends: `at` is the time it is sorted by. `part` is for relevance: titles first. */
export interface Place {
  part: number
  at: string
  key: number
}

const form = /^(newest|oldest|changed|relevance) ([01]) (\d{4}-[\dT:.Z-]{1,30}) (\d{1,15})$/

export function cursorOf(sort: string, { part, at, key }: Place): string {
  return Buffer.from(`${sort} ${part} ${at} ${key}`).toString('base64url')
}

/** Throws RangeError for what is no cursor of this order. */
export function placeOf(cursor: string, sort: string): Place {
  const found = form.exec(Buffer.from(cursor.slice(0, 200), 'base64url').toString())
  if (found?.[1] !== sort) throw new RangeError('This is no cursor of this order.')
  return { part: Number(found[2]), at: found[3]!, key: Number(found[4]) }
}
