import { words } from './pieces.ts'

/** Foreign words on one line of the week, cut where they are endless. */
export function short(text: string): string {
  return words(text, 400)
}
