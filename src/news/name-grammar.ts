import { isName, isTitleCase } from './features.ts'
import { storedModel } from './model.ts'
import { failureWord, type Word, wordsOf } from './words.ts'

const set = (words: string) => new Set(words.split(/\s+/))
/** Between a name and its failure: "Example website is currently experiencing a major outage". */
const between = set(
  "a an the is are was were be been being has have had seems appears to goes go went going stays remains isn't currently still now again also partially completely mostly briefly all back both suddenly reportedly temporarily major massive widespread global worldwide nationwide partial ongoing huge large big total complete brief intermittent extended service services website websites site sites server servers system systems network networks app apps web online platform portal page pages computer software technical it dns api data cloud internet mobile repositories suffers suffering suffer experiences experiencing experienced faces facing hit hits by knocked taken takes took having reports reported confirms short hours hour hours-long days-long two-hour multi-hour serious severe apparent another first in not store",
)
/** Capitals at the start of a sentence, and words that stand for nobody. */
const nobody = set(
  "the a an major massive widespread another huge global worldwide nationwide internet it its it's not is are was why how what when where who ask tell show hn cloud mobile phone power network service services website site systems system some all any multiple many several users user customers new latest breaking update updated today here there this that these those if as at on in for of and or but with after during amid over reason no yes anyone has have had do does did can could will u.s us uk u.k usa eu dns bgp ssl tls cdn ddos ai llm llms computer glitch data centre center flight flights multiple blames blamed resumes restores recovers recovering apologizes apologises caused causes causing blocked blocks leaves left recent drama droves petition trailer trailers days-long hours-long day-long hour-long problem breach attack cyberattack hackers hacker engineers thousands millions hundreds tens people passengers developers president government governments british chinese russian american german french indian inclement systemwide investigating identified monitoring resolved elevated increased degraded querying login logins connectivity delayed partial intermittent possible potential mitigating fixing reports report reported say says said confirms confirmed faces facing takes took brings knocks knocked cut cuts vandals hit hits suffers keeps stays",
)
/** Nations, months and days begin many names and are none. */
const noName = set(
  "aussie australian australia's canadian european italian spanish irish scottish welsh dutch swedish norwegian danish finnish polish greek turkish israeli iranian iraqi egyptian nigerian kenyan african asian japanese korean thai vietnamese malaysian indonesian filipino singaporean pakistani bangladeshi brazilian mexican argentine chilean colombian swiss austrian belgian portuguese czech hungarian romanian ukrainian saudi kiwi english january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday mondays sundays fridays jan feb mar apr jun jul aug sep sept oct nov dec regarding postmortem post-mortem rca unscheduled undersea subsea human botched customers players contactless card ntp gps",
)
/** Words of the language that end names of companies all the same. */
const endings = set(
  'airlines airways air bank banking mail cloud hub health university express store linux mobile pay music drive maps docs play code games online live wireless energy broadband telecom exchange insurance group studio city state county parliament railway trains wars one public',
)
const linking = set(
  'at for of on with in hits affecting affects takes knocks strikes causes grounds strands halts delays disrupts cripples closes',
)
const fillers = set('all the some many several its entire down out offline')

/** The name of what fails, from the grammar of a title alone; null when it does not say. */
export function nameFromGrammar(title: string): string | null {
  const words = wordsOf(title)
  const titleCase = isTitleCase(words.map((w) => w.written))
  // Somebody who writes all in small letters writes names so too.
  const small = !/\p{Lu}/u.test(title)
  const isPart = (i: number) => partOfName(words[i], i, titleCase, small)
  const failures = words.flatMap((w, i) => (failureWord.test(w.lower) ? [i] : []))
  for (const f of failures) {
    const name = before(f, words, title, isPart)
    if (name) return name
  }
  for (const f of failures) {
    const name = behind(f, words, title, isPart)
    if (name) return name
  }
  return leading(words, title, isPart)
}

type IsPart = (index: number) => boolean

function partOfName(
  word: Word | undefined,
  i: number,
  titleCase: boolean,
  small: boolean,
): boolean {
  if (!word || failureWord.test(word.lower)) return false
  if (nobody.has(word.lower) || noName.has(word.lower)) return false
  if (/^[\p{L}\p{N}-]+\.(?:com|org|net|io|dev|ai|gov|co|me|us|fm|tv)$/u.test(word.lower))
    return true
  if (/^\d[\d.,:+]*(?:h|m|k|st|nd|rd|th)?$/.test(word.lower)) return false
  if (!small && !/^[\p{Lu}\p{N}]|^\p{Ll}+\p{Lu}/u.test(word.written)) return false
  if (i === 0 && /ing$/.test(word.lower)) return false
  return isName(word.written, i === 0, titleCase, storedModel.common)
}

/** "Example outage", "Example is down". */
function before(f: number, words: readonly Word[], title: string, isPart: IsPart): string | null {
  const passes = (i: number) =>
    between.has(words[i]!.lower) && !isPart(i) && !(endsName(words[i]!) && isPart(i - 1))
  let last = f - 1
  while (last >= 0 && joins(last, words, title) && passes(last)) last--
  return last >= 0 && joins(last, words, title) ? backFrom(last, words, title, isPart) : null
}

function endsName(word: Word | undefined): boolean {
  return word !== undefined && endings.has(word.lower) && /^\p{Lu}/u.test(word.written)
}

function backFrom(
  last: number,
  words: readonly Word[],
  title: string,
  isPart: IsPart,
): string | null {
  if (!isPart(last) && !(endsName(words[last]) && isPart(last - 1))) return null
  let first = last
  while (first > 0 && last - first < 3 && joins(first - 1, words, title) && isPart(first - 1))
    first--
  return textOf(first, last, words, title)
}

/** "Outage at Example leaves customers waiting", "Glitch grounds all Example flights". */
function behind(f: number, words: readonly Word[], title: string, isPart: IsPart): string | null {
  let first = f + 1
  if (linking.has(words[first]?.lower ?? '')) {
    first++
    while (fillers.has(words[first]?.lower ?? '')) first++
  } else if (!/^ddos/.test(words[f]!.lower)) return null
  return isPart(first) && joins(first - 1, words, title)
    ? forthFrom(first, words, title, isPart)
    : null
}

/** "Example engineers caused …": whom the title begins with. */
function leading(words: readonly Word[], title: string, isPart: IsPart): string | null {
  let first = 0
  while (first < words.length && first < 3 && nobody.has(words[first]!.lower)) first++
  return isPart(first) ? forthFrom(first, words, title, isPart) : null
}

function forthFrom(
  first: number,
  words: readonly Word[],
  title: string,
  isPart: IsPart,
): string | null {
  let last = first
  const goesOn = (i: number) => isPart(i) || endsName(words[i])
  while (last - first < 3 && joins(last, words, title) && goesOn(last + 1)) last++
  return textOf(first, last, words, title)
}

/** Only a space stands between a word and the next. */
function joins(i: number, words: readonly Word[], title: string): boolean {
  const next = words[i + 1]
  return (
    next === undefined || /^(?:['’]s?)? (?:["'‘“])?$/.test(title.slice(words[i]!.end, next.start))
  )
}

function textOf(first: number, last: number, words: readonly Word[], title: string): string | null {
  const text = title.slice(words[first]!.start, words[last]!.end)
  const generic = words.slice(first, last + 1).every((w) => endings.has(w.lower))
  return text.length >= 2 && !generic ? text : null
}
