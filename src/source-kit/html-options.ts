import { z } from 'zod'
import { selectorFault } from './html-select.ts'
import { filterNames } from './select.ts'

/** A CSS selector of elements. */
const elements = (what: string) =>
  z
    .string()
    .superRefine(sound('must not'))
    .describe(`${what}; a CSS selector, in quotes if it begins with # or [`)
/** A CSS selector, with `@attribute` behind it where not the text is meant. */
const value = (what: string) =>
  z.string().superRefine(sound('may')).describe(`${what}; a CSS selector, or selector@attribute`)

function sound(attributes: 'may' | 'must not') {
  return (text: string, context: z.core.$RefinementCtx<string>) => {
    const fault = selectorFault(text, attributes)
    if (!fault) return
    const message = `expected a CSS selector such as .incident${attributes === 'may' ? ' or time@datetime' : ''}: ${fault}`
    context.addIssue({ code: 'custom', message, input: text })
  }
}

/** The page's word, or for each of our words what the entry is or holds then. */
function wordOf<const T extends readonly string[]>(words: T, what: string) {
  const cases = Object.fromEntries(
    words.map((word) => [word, elements(`What an entry is or holds if it is ${word}`).optional()]),
  ) as Record<T[number], z.ZodOptional<z.ZodString>>
  return z
    .union([value(what), z.strictObject(cases)])
    .optional()
    .describe(`${what}; or a mapping such as { ${words[0]}: .red } where only its look tells it`)
}

const texts = z.union([z.string().trim().min(3), z.array(z.string().trim().min(3)).min(1)])

const timezone = z.string().refine(isZone, 'expected a time zone such as America/New_York or UTC')

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

const states = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'scheduled',
  'in_progress',
  'completed',
] as const

/** What feeds.yaml says of a page that is HTML and nothing else. */
export const htmlOptions = z
  .strictObject({
    incidents: elements('Each incident or maintenance on the page'),
    title: value('Title within an entry'),
    page: elements('Proof that this is the page: must be there at every poll').optional(),
    quiet: texts
      .optional()
      .describe('Text that the page shows while nothing is open, such as All systems operational'),
    time: value('When an entry was posted or began; of planned work, when it begins').optional(),
    end: value('When an entry ended, or planned work will').optional(),
    updated: value('When an entry was last changed').optional(),
    text: value('What an entry says, where it has no updates').optional(),
    status: wordOf(states, 'State of an entry, in words such as Resolved'),
    impact: wordOf(['none', 'minor', 'major', 'critical'], 'Severity of an entry'),
    maintenance: elements('What an entry is or holds if it is planned work').optional(),
    notice: elements('What an entry is or holds if it only informs').optional(),
    id: value('What the page calls an entry by, such as @id').optional(),
    link: value('Address of an entry, such as a@href').optional(),
    updates: elements('Each update within an entry').optional(),
    updateTime: value('When an update was posted').optional(),
    updateText: value('What an update says; all of its text if left out').optional(),
    updateStatus: wordOf(states, 'State that an update brings'),
    services: value('Each affected service within an entry').optional(),
    components: value('Each affected component within an entry').optional(),
    regions: value('Each affected region within an entry').optional(),
    day: value('Headings that hold the day for the times below them').optional(),
    timezone: timezone.optional().describe('IANA time zone of times that name none'),
    dates: z
      .enum(['day-first', 'month-first'])
      .optional()
      .describe('Which number comes first in 05/06/2026'),
    language: z
      .string()
      .refine(isLanguage, 'expected a language such as de')
      .optional()
      .describe('Language of month names, such as de; that of the page if left out'),
    openOnly: z
      .boolean()
      .optional()
      .describe('The page lists what is open and nothing else: what leaves it is over'),
    service: filterNames.describe('Service as the page names it'),
    component: filterNames.describe('Component as the page names it'),
    region: filterNames.describe('Region as the page names it'),
  })
  .superRefine(({ page, quiet, updates, ...rest }, context) => {
    const add = (message: string) => context.addIssue({ code: 'custom', message, input: page })
    if (!page && !quiet) {
      add(
        'expected page: or quiet: as well, since a page that shows no incidents must prove itself',
      )
    }
    const stray = (['updateTime', 'updateText', 'updateStatus'] as const).find((key) => rest[key])
    if (stray && !updates)
      add(`expected updates: as well, since ${stray}: looks within each of them`)
  })

export type HtmlOptions = z.output<typeof htmlOptions>
