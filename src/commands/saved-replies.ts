import { readFile } from 'node:fs/promises'
import { ConfigError } from '../errors.ts'

/** `URL=FILE` as given to --reply: the address and the bytes of the file. */
export async function savedReply(pair: string): Promise<{ url: string; body: Uint8Array }> {
  const cut = pair.lastIndexOf('=')
  if (cut < 8) throw new ConfigError(`--reply ${pair}: expected URL=FILE.`)
  const [url, file] = [pair.slice(0, cut), pair.slice(cut + 1)]
  try {
    return { url, body: await readFile(file) }
  } catch (cause) {
    throw new ConfigError(`--reply: the file ${file} cannot be read.`, { cause })
  }
}
