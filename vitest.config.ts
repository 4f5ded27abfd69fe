import { defineConfig } from 'vitest/config'

// `npm cit` hands no arguments on, so the build server asks for a report through the environment.
const report = process.env.OUTAGES_TEST_REPORT

/** Files that put something else in the place of a module: they need their own modules. */
const alone = ['test/web/guard/timing.test.ts']

const common = {
  setupFiles: ['test/property-seed.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          ...common,
          name: 'tests',
          include: ['test/**/*.test.ts'],
          exclude: alone,
          globalSetup: ['test/postgres.ts', 'test/chromium.ts'],
          // Loading the program anew for every file took a third of the time.
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: alone } },
    ],
  },
})
