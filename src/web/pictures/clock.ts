export const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const formats = new Map<string, Intl.DateTimeFormat>()

/** Parts of a moment as its clock shows it. */
export interface Clock {
  weekday: string
  day: string
  month: string
  year: string
  /** `09:05` */
  time: string
}

/** The clock of a zone at a moment (ms since 1970). One formatter a zone: making it is what costs. */
export function clockAt(at: number, timezone: string): Clock {
  const found: Record<string, string> = {}
  for (const { type, value } of formatOf(timezone).formatToParts(at)) found[type] = value
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = found
  const time = `${hour}:${minute}`
  return {
    weekday,
    day: String(Number(day)),
    month: monthNames[Number(month) - 1] ?? '',
    year,
    time,
  }
}

/** `Tue 5 Sep, 09:05`: for moments whose year is known. */
export function shortStamp(at: number, timezone: string): string {
  const { weekday, day, month, time } = clockAt(at, timezone)
  return `${weekday} ${day} ${month}, ${time}`
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timezone, format)
  return format
}
