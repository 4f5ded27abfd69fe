/**
 * The JSON inside a JSONP answer (`jsonCallback({…});`), whatever the callback is called; plain
 * JSON passes as it is. Byte order mark, blanks and a line break after the wrapper are allowed
 * (Apple has sent one since April 2022). A wrapper that is never closed stays on, so that the JSON
 * reader refuses the cut-off document.
 */
export function jsonpText(text: string): string {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  const opening = /^(?:\/\*\*\/\s*)?[a-z_$][\w$.]{0,80}\s*\(/i.exec(trimmed)?.[0]
  const closing = opening && /\)\s*;?$/.exec(trimmed.slice(-20))?.[0]
  return opening && closing ? trimmed.slice(opening.length, -closing.length).trim() : trimmed
}
