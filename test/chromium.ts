import { chromiumPath } from '../scripts/chromium.ts'

/** Unpacks the browser once, before workers could do it side by side. */
export default async function setup(): Promise<void> {
  await chromiumPath()
}
