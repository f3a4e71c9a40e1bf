/** Where the host listens, as the user wants it and as the user is told. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

export interface Listening {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** `--port N` or ORGANISM_PORT; without them any free port. `--open` opens the address in the user's browser. */
export function settings(): { port: number; open: boolean } {
  const { values } = parseArgs({ options: { port: { type: 'string' }, open: { type: 'boolean' } }, strict: false });
  const text = String(values.port ?? process.env.ORGANISM_PORT ?? '0');
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port ${text}: a port is a number from 0 to 65535 (0: any that is free)`);
  return { port, open: values.open === true };
}

const { promise, resolve } = Promise.withResolvers<Listening>();

/** Resolves when the program has opened its window. */
export const whenListening = promise;

export function listening(host: Listening): void {
  console.log(`Organism is at ${host.address}\nThe address is good for one visit. Ctrl-C ends the program.`);
  if (settings().open) openInBrowser(host.address);
  resolve(host);
}

function openInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', '""'] : ['xdg-open'];
  const child = spawn(command!, [...args, address], { stdio: 'ignore', detached: true });
  // No such command: the address has been printed.
  child.on('error', () => {});
  child.unref();
}
