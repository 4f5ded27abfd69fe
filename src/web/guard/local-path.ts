const base = 'http://here.invalid'

/** A path of this server to go on to after signing in; anything that could lead elsewhere becomes `/`. */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2000) return '/'
  if (!/^\/(?![/\\])/.test(wanted) || /[\\\u0000-\u001F\u007F]/.test(wanted)) return '/'
  const url = URL.parse(wanted, base)
  if (!url || url.origin !== base) return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  // `/.//evil.example` is `//evil.example` once its dots are resolved.
  if (path.startsWith('//') || /^\/sign-(?:in|out)\b/.test(path)) return '/'
  return path
}
