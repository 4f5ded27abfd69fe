import { ParseError } from '../errors.ts'

/**
 * What `read` gives, or undefined and a note when it cannot read its document: for a reply beside
 * which another one still tells the truth. Any other error is a fault of ours and passes.
 */
export function attempt<T>(read: () => T, notes: string[]): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    notes.push(error.message)
    return undefined
  }
}

/** As `attempt`, for what has to be waited for. */
export async function attemptAsync<T>(
  read: () => Promise<T>,
  notes: string[],
): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    return attempt<never>(() => {
      throw error
    }, notes)
  }
}

/** Throws the ParseError that says why nothing can be read. */
export function refuse(message: string): never {
  throw new ParseError(message)
}
