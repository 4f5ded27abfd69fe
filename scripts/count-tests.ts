import { readFile } from 'node:fs/promises'

interface Report {
  numPassedTests: number
  numFailedTests: number
  success: boolean
}

/** `N passed, N failed` from a vitest JSON report. A test file that cannot be loaded counts as one failure. */
export function counted(text: string): { line: string; good: boolean } {
  try {
    const { numPassedTests: passed, numFailedTests: failed, success } = JSON.parse(text) as Report
    const broken = success ? failed : Math.max(failed, 1)
    return { line: `${passed} passed, ${broken} failed`, good: broken === 0 && passed > 0 }
  } catch {
    return { line: '0 passed, 1 failed', good: false }
  }
}

if (import.meta.main) {
  const { line, good } = counted(await readFile(process.argv[2] ?? '', 'utf8').catch(() => ''))
  console.log(line)
  process.exitCode = good ? 0 : 1
}
