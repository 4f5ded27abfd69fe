import { clean } from '../../outputs/clean.ts'

const longestText = 400

/** Foreign words on one line, cut where they are endless. */
export function short(text: string): string {
  const words = clean(text)
  return words.length > longestText ? `${words.slice(0, longestText).toWellFormed()} …` : words
}
