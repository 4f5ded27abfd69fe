import { Webhook } from 'standardwebhooks'
import { safeUrl } from '../outputs/clean.ts'
import type { Message, Run } from './message.ts'
import type { Target } from './targets.ts'

/** Slack refuses a section of more than 3000 characters. */
const longestSection = 2900
/** Escaped. With the longest text beside it, it still fits a section. */
const longestAddress = 1200

/** What is posted, byte for byte; kept in the queue, so that every try sends the same. */
export function bodyOf(message: Message, form: Target['form']): string {
  return JSON.stringify(form === 'slack' ? slackBody(message) : webhookBody(message))
}

/** The envelope that Standard Webhooks proposes. */
function webhookBody({ kind, at, subject, data }: Message) {
  return { type: kind, timestamp: at, data: { subject, ...data } }
}

/**
 * Headers of one try. `at` (ISO) is the time of the try: a receiver refuses what was signed long
 * ago, so each try is signed anew under the same id.
 */
export function headersOf(
  target: Pick<Target, 'form' | 'secrets'>,
  id: string,
  body: string,
  at: string,
): Record<string, string> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'OutageDesk' }
  if (target.form === 'slack') return headers
  const time = new Date(at)
  return {
    ...headers,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': target.secrets
      .map((secret) => new Webhook(secret).sign(id, time, body))
      .join(' '),
  }
}

/** The form of Slack's incoming webhooks. `verbatim` and `parse` keep names and addresses plain. */
function slackBody({ subject, url, lines }: Message) {
  const head = `*${linked({ text: subject, url }, bold)}*`
  const rest = sections(lines.map((line) => line.map((run) => linked(run)).join('')))
  return {
    text: escapeSlack(subject),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [head, ...rest].map((text) => ({
      type: 'section',
      text: { type: 'mrkdwn', text, verbatim: true },
    })),
  }
}

/** Lines in as few sections as may be, 10 at most; what is beyond is counted. */
function sections(lines: readonly string[]): string[] {
  const found: string[] = []
  for (const [index, line] of lines.entries()) {
    const last = found.at(-1)
    if (last !== undefined && last.length + line.length < longestSection) {
      found[found.length - 1] = `${last}\n${line}`
    } else if (found.length < 10) {
      found.push(line)
    } else {
      return [...found, `and ${lines.length - index} more lines`]
    }
  }
  return found
}

function linked({ text, url }: Run, more = (escaped: string) => escaped): string {
  const words = more(escapeSlack(text))
  const address = escapeSlack((safeUrl(url) ?? '').replace(/[<>|`*~\s]/g, encoded))
  const usable = address !== '' && address.length <= longestAddress && text.trim() !== ''
  return usable ? `<${address}|${words}>` : words
}

function encoded(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** An asterisk would end the bold subject. */
function bold(escaped: string): string {
  return escaped.replaceAll('*', '∗')
}

/** The three characters Slack asks to escape; and words that could call a whole channel, parted. */
export function escapeSlack(text: string): string {
  return text
    .replace(/@(?=(?:here|channel|everyone|group)\b)/gi, '@\u200B')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
