import type { Command } from 'commander'
import type { Decision } from '../digest/decisions.ts'
import type { EditOptions } from './edit.ts'

type Adder = (spec: string, description: string, parent?: Command) => Command

/** `outages edit …`: the editor's decisions, one command each. */
export function addEditCommands(program: Command, command: Adder): void {
  const edit = program.command('edit').description('what the editor decides').exitOverride()
  const add = (spec: string, description: string) =>
    command(spec, description, edit)
      .option('--edition <n>', 'by number')
      .option('--week <week>', 'such as 2017-W36')
      .option('--reason <why>', 'is kept, and shown beside what changes')
      .option('--editor <name>', 'who decides; the name of the account unless given')
  const on = (
    spec: string,
    description: string,
    decision: (args: string[], options: Extra) => Decision,
  ) =>
    add(spec, description).action(async (...given: unknown[]) => {
      const options = given.at(-2) as EditOptions & Extra
      const args = given.slice(0, -2).flat() as string[]
      await (await import('./edit.ts')).editCommand(decision(args, options), options)
    })

  add('list', 'entries, what was left out, and what was decided')
    .option('--json')
    .action(async (options) => (await import('./edit.ts')).editListCommand(options))
  on('exclude <entry>', 'leave an entry out', ([entry]) => ({ do: 'exclude', entry: entry! }))
  on('include <item>', 'have incident:N or article:N in', ([item]) => ({
    do: 'include',
    item: item!,
  }))
  on('drop <item>', 'leave one incident or article out', ([item]) => ({ do: 'drop', item: item! }))
  on('pin <entry> <place>', 'keep an entry at a place', ([entry, place]) => ({
    do: 'pin',
    entry: entry!,
    place: Number(place),
  }))
  on('order <entry...>', 'these first, in this order', (entries) => ({ do: 'order', entries }))
  on('rename <entry> <label>', 'print another name', ([entry, label], { gloss }) => ({
    do: 'rename',
    entry: entry!,
    label: label!,
    ...(gloss === undefined ? {} : { gloss: gloss || null }),
  })).option('--gloss <words>', 'in brackets behind it; empty for none')
  on(
    'remark <entry> [text]',
    'your own words; without a text none are printed',
    ([entry, text]) => ({
      do: 'remark',
      entry: entry!,
      text: text ?? null,
    }),
  )
  on('merge <from> <into>', 'tell one entry under another', ([from, into]) => ({
    do: 'merge',
    from: from!,
    into: into!,
  }))
  on(
    'split <entry> <item...>',
    'tell some items in an entry of their own',
    ([entry, ...items], { as, label }) => ({
      do: 'split',
      entry: entry!,
      items,
      as: as ?? `${entry}-2`,
      label: label ?? entry!,
    }),
  )
    .option('--as <id>', 'the id of the new entry')
    .option('--label <name>', 'its name')
  add('undo [number]', 'take back the newest decision, or that one').action(async (id, options) =>
    (await import('./edit.ts')).editUndoCommand(id, options),
  )
  add('freeze', 'print the section for good').action(async (options) =>
    (await import('./edit.ts')).editFreezeCommand(options),
  )
  add('versions', 'every printed version and its difference').action(async (options) =>
    (await import('./edit.ts')).editVersionsCommand(options),
  )
}

interface Extra {
  gloss?: string
  as?: string
  label?: string
}
