import { Command, CommanderError } from 'commander';
import { toFailure } from '../workbench/errors.ts';
import { version } from '../workbench/version.ts';
import { compareCommand } from './compare.ts';
import { databankCommand } from './databank.ts';
import { evaluateCommand } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { forkCommand } from './fork.ts';
import { holdoutCommand } from './holdout.ts';
import { importCommand } from './import.ts';
import { labelCommand } from './label.ts';
import { presetsCommand } from './presets.ts';
import { queueCommand } from './queue.ts';
import { runCommand } from './run.ts';
import { runsCommand } from './runs.ts';
import type { Session } from './session.ts';
import { showCommand } from './show.ts';
import { splitCommand } from './split.ts';
import { tuneCommand } from './tune.ts';
import { verifyCommand } from './verify.ts';
import { workerCommand } from './worker.ts';

/** Exit codes: 0 done, 1 something went wrong or a strategy did not parse, 2 the command line was wrong. */
const USAGE = 2;

function program(session: Session): Command {
  const organism = new Command('organism')
    .description('Evolve trading strategies by genetic programming.')
    .version(version)
    .showSuggestionAfterError(true)
    .helpCommand('help [command]', 'show what a command does and its flags');
  const commands = [runCommand, forkCommand, verifyCommand, evaluateCommand, runsCommand, showCommand, compareCommand];
  for (const make of [
    ...commands,
    queueCommand,
    workerCommand,
    holdoutCommand,
    tuneCommand,
    splitCommand,
    exportCommand,
    importCommand,
    presetsCommand,
    labelCommand,
    databankCommand,
  ])
    organism.addCommand(make(session));
  for (const command of [organism, ...organism.commands, ...organism.commands.flatMap(({ commands: nested }) => nested)]) {
    command.exitOverride().configureOutput({ outputError: (text, write) => write(usageLine(text, command)) });
  }
  return organism;
}

/** `organism`, or with the names of the commands behind it. */
const pathOf = (command: Command): string => (command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name());

/** Commander's message as one line that ends with what to do. */
function usageLine(text: string, command: Command): string {
  const message = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll('\n', ' ');
  const help = command.parent ? `${pathOf(command)} --help` : 'organism --help';
  return `organism: ${message} (see \`${help}\`)\n`;
}

/** Runs a command line. Returns the exit code; never throws. */
export async function main(args: readonly string[], session: Session): Promise<number> {
  const organism = program(session);
  // `organism | head` closes the pipe early: nothing more is wanted then, and that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await organism.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    const { message, details } = toFailure(error);
    process.stderr.write(
      `organism: ${message}\n${details
        .filter((line) => !message.includes(line))
        .map((line) => `  ${line}\n`)
        .join('')}`,
    );
    return 1;
  }
}
