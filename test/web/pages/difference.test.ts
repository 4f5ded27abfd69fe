import { describe, expect, it } from 'vitest'
import { differenceView } from '../../../src/web/pages/difference.ts'

const shown = (before: string, after: string) => String(differenceView(before, after))

describe('a difference', () => {
  it('marks the words of a line that was reworded', () => {
    expect(shown('Pushes failed for most users.\n', 'Pushes failed for all users.\n')).toBe(
      '<pre class="difference">Pushes failed for <del>most</del><ins>all</ins> users.\n</pre>',
    )
  })

  it('marks whole lines where nothing is alike', () => {
    expect(shown('one two three\n', 'four five <b>\n')).toBe(
      '<pre class="difference"><del>one two three\n</del><ins>four five &lt;b&gt;\n</ins></pre>',
    )
  })

  it('leaves out what stayed, but for the lines beside', () => {
    const lines = Array.from({ length: 20 }, (_, n) => `line ${n}\n`).join('')
    const text = shown(lines, `${lines}more\n`)
    expect(text).toBe('<pre class="difference">…\nline 18\nline 19\n<ins>more\n</ins></pre>')
  })

  it('says when nothing changed, and gives up on texts with nothing in common', () => {
    expect(shown('same\n', 'same\n')).toContain('Nothing in the text changed.')
    const long = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word} ${n}\n`).join('')
    expect(shown(long('a'), long('b'))).toContain('Nearly everything is different.')
  })
})
