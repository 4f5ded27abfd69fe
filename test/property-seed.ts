import fc from 'fast-check'

/** The same cases in every run, so that a red run means a change; `PROPERTY_SEED=7 npm test` tries others. */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.PROPERTY_SEED ?? 20170910),
})
