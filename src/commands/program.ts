import { Command } from 'commander'
import { readEnv } from '../env.ts'
import { commonDefaults, version } from './context.ts'
import { addEditCommands } from './edit-program.ts'

/** The command line. Commands load their code when they run, so that `--help` is quick. */
export function createProgram(stop: AbortSignal): Command {
  const defaults = commonDefaults()
  const env = readEnv(process.env)
  const program = new Command('outages')
    .description(
      'Polls public status pages and news feeds, keeps every incident, and writes the weekly Outages section.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
  const command = (spec: string, description: string, parent = program) =>
    parent
      .command(spec)
      .description(description)
      .exitOverride()
      .option('--config <file>', 'which feeds.yaml', defaults.config)
      .option('--database <url>', 'sqlite:FILE or postgres://…', defaults.database)

  command('start', 'the daemon, with desk and API')
    .option('--host <address>', 'where the desk listens', env.host)
    .option('--port <number>', 'its port', Number, env.port)
    .option('--log-level <level>', 'fatal to trace', env.logLevel)
    .action(async (options) => (await import('./start.ts')).startCommand(options, stop))
  command('poll [service...]', 'one round now')
    .option('--json')
    .action(async (services, options) => (await import('./poll.ts')).pollCommand(services, options))
  command('digest', 'the section of an edition')
    .option('--edition <n>', 'by number')
    .option('--week <week>', 'such as 2017-W36')
    .option('--from <time>', 'free edges: a day or an instant')
    .option('--to <time>')
    .option('--format <format>', 'markdown, html, text, json, mail or wordpress', 'markdown')
    .option('--explain', 'instead of the section: every place with its points, and the weights')
    .option('--json', 'the same as --format json')
    .action(async (options) => (await import('./digest.ts')).digestCommand(options))
  command('incidents', 'what is stored')
    .option('--service <id>')
    .option('--from <time>')
    .option('--to <time>')
    .option('--json')
    .action(async (options) => (await import('./incidents.ts')).incidentsCommand(options))
  addEditCommands(program, command)
  addFeedsCommands(program, command, stop)
  offline(command('detect <url>', 'which platform an address is, how sure, why, and what it gives'))
    .option('--json')
    .action(async (url, options) => (await import('./detect.ts')).detectCommand(url, options))
  command('read <source>', 'run one source over saved replies')
    .requiredOption(
      '--reply <url=file>',
      'an address and the file with its reply (repeatable)',
      collect,
      [],
    )
    .option('--url <url>', 'the address of the feed, when the replies do not tell it')
    .option('--option <key=value>', 'an option of the source (repeatable)', collect, [])
    .option('--at <time>', 'when the replies were fetched')
    .action(async (source, options) => (await import('./read.ts')).readCommand(source, options))
  command('headlines', 'titles on stdin, one JSON verdict per line').action(async (options) =>
    (await import('./headlines.ts')).headlinesCommand(options),
  )
  command('replay <file...>', 'run the pipeline over recorded HTTP exchanges (HAR 1.2)').action(
    async (files, options) => (await import('./replay.ts')).replayCommand(files, options),
  )
  command('reread [service...]', "run today's sources over the archive and show what would change")
    .option('--json')
    .action(async (services, options) =>
      (await import('./reread.ts')).rereadCommand(services, options),
    )
  command('backup <file>', 'a consistent copy of the database').action(async (file, options) =>
    (await import('./export.ts')).backupCommand(file, options),
  )
  command('export', 'every incident')
    .option('--format <format>', 'jsonl or csv', 'jsonl')
    .action(async (options) => (await import('./export.ts')).exportCommand(options))
  program
    .command('password')
    .description('asks for a password and prints its hash, for signing in to the desk')
    .exitOverride()
    .action(async () => (await import('./password.ts')).passwordCommand())
  command('demo', 'replay a recorded week offline and open the desk on it')
    .option('--host <address>', 'where the desk listens', env.host)
    .option('--port <number>', 'its port', Number, env.port)
    .option('--no-desk', 'print the section and end')
    .action(async (options) => (await import('./demo.ts')).demoCommand(options, stop))
  return program
}

type Adder = (spec: string, description: string, parent?: Command) => Command

/** Saved replies instead of the network. */
function offline(command: Command): Command {
  return command
    .option('--reply <url=file>', 'use this saved reply, and no network (repeatable)', collect, [])
    .option(
      '--har <file>',
      'use these recorded exchanges, and no network (repeatable)',
      collect,
      [],
    )
}

function addFeedsCommands(program: Command, command: Adder, stop: AbortSignal): void {
  const feeds = program.command('feeds').description('for maintainers of feeds.yaml').exitOverride()
  command('check [service...]', 'is feeds.yaml right, and does every feed still answer?', feeds)
    .option('--live', 'ask every feed now instead of telling what the daemon knows')
    .option('--all', 'also tell what only is worth a look')
    .option('--json')
    .action(async (services, options) =>
      (await import('./feeds.ts')).feedsCheckCommand(services, options, stop),
    )
  offline(command('add <url>', 'find out what is at an address and propose a line', feeds))
    .option('--write', 'put the line into the file')
    .option('--id <id>', 'the id of the service')
    .option('--name <name>', 'its name')
    .option('--category <category>', 'its category')
    .option('--json')
    .action(async (url, options) => (await import('./feeds-add.ts')).feedsAddCommand(url, options))
  command('import <file>', 'propose a line for each address of an OPML file or a list', feeds)
    .option('--write', 'put the lines into the file')
    .option('--json')
    .action(async (file, options) =>
      (await import('./feeds-add.ts')).feedsImportCommand(file, options, stop),
    )
  command('export', 'every feed as OPML', feeds).action(async (options) =>
    (await import('./feeds-export.ts')).feedsExportCommand(options),
  )
  command('list', 'each feed and its health', feeds)
    .option('--json')
    .action(async (options) => (await import('./feeds.ts')).feedsListCommand(options))
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value]
}
