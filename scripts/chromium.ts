import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const packed = join(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '../bin',
)

/**
 * The Chromium that comes with the packages; on machines it was not built for, the system's. Its own
 * list of arguments is not used: that switches off the protections which the pages are tried against.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await chromiumPath()
  const options = { executablePath, args: ['--no-sandbox', '--disable-gpu'] }
  try {
    return await playwright.launch(options)
  } catch (error) {
    if (!String(error).includes('error while loading shared libraries')) throw error
    return playwright.launch({ ...options, env: await withLibraries() })
  }
}

/** Where the program is; unpacked first, when it never was. Not to be called twice at a time. */
export async function chromiumPath(): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') return chromium.executablePath()
  const found = system.find((path) => existsSync(path))
  if (found) return found
  throw new Error(`No Chromium for this machine: install one as ${system[0]}.`)
}

/** The libraries that come with the package, for a machine that has none of them. */
async function withLibraries(): Promise<Record<string, string>> {
  await inflate(join(packed, 'al2023.tar.br'))
  const own = Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined)
  return { ...Object.fromEntries(own), LD_LIBRARY_PATH: join(tmpdir(), 'al2023', 'lib') }
}
