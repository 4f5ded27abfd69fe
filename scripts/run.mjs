// Plain JavaScript, so that an old Node can still say what is wrong: it cannot even read TypeScript.
const [major] = process.versions.node.split('.').map(Number)

if (major < 24) {
  console.error(
    `Outage Desk needs Node 24 and this is ${process.versions.node}. "npm ci" brings Node 24 on Linux, Windows and Intel Macs; elsewhere install it yourself.`,
  )
  process.exitCode = 1
} else {
  await import('../src/main.ts')
}
