import pino, { type Logger } from 'pino'
import pretty from 'pino-pretty'

export type { Logger } from 'pino'

/** What could command a terminal or turn the line around; JSON escapes the rest. */
const commands = /[\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
const cut = (text: string) => text.slice(0, 4000).replace(commands, ' ')

/** The root logger, on stderr: readable lines on a terminal, JSON elsewhere. Addresses lose their passwords. */
export function createLog(level: string): Logger {
  const options = {
    level,
    base: null,
    formatters: {
      log: (fields: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(fields).map(([k, v]) => [
            k,
            typeof v === 'string' ? cut(withoutPassword(v)) : v,
          ]),
        ),
    },
  }
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: 2, sync: true }))
  return pino(
    options,
    pretty({
      destination: 2,
      sync: true,
      ignore: 'pid,hostname',
      translateTime: 'HH:MM:ss',
      singleLine: true,
    }),
  )
}

function withoutPassword(text: string): string {
  return text.replace(/(\w+:\/\/[^\s:/@]+):[^\s@/]+@/g, '$1@')
}
