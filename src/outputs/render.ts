import type { Digest } from '../digest/digest.ts'
import { html, mail, wordpress } from './html.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { text } from './text.ts'

export const formats = ['markdown', 'html', 'text', 'json', 'mail', 'wordpress'] as const
export type Format = (typeof formats)[number]

const renderers: Record<Format, (digest: Digest) => string> = {
  markdown,
  html,
  text,
  json,
  mail,
  wordpress,
}

/** One digest in one shape. Same digest, same bytes. */
export function renderDigest(digest: Digest, format: Format): string {
  return renderers[format](digest)
}
