/** A title as compared: lower case, letters and digits only, without a trailing publisher. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\s[-|–—]\s[^-|–—]{2,40}$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
