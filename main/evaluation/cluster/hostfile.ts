import { ClusterError } from './errors.ts';

/** A line of a hostfile: where a worker is to be started, and how. */
export interface HostLine {
  readonly host: string;
  /** Absent: as many as the host has cores. */
  readonly slots?: number;
  /** What ssh is given to reach it; the name of the host when absent. */
  readonly ssh?: string;
  /** The folder of the checkout there; the one of this process for a worker on this machine. */
  readonly cwd?: string;
}

/** Started without ssh. */
export const isLocal = ({ host, ssh }: HostLine): boolean => ssh === undefined && ['localhost', '127.0.0.1', '::1'].includes(host);

/**
 * Reads a hostfile: on each line a host, then `slots=N` or `slots=auto`, `ssh=user@host` and `cwd=/folder` in any order;
 * `#` begins a comment.
 *
 * @param name of the file, for messages
 * @throws {ClusterError} which names the line
 */
export function parseHostfile(text: string, name: string): HostLine[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim());
  const hosts = lines.flatMap((line, i) => (line === '' ? [] : [parseLine(line, `${name}, line ${i + 1}`)]));
  if (hosts.length === 0)
    throw new ClusterError(`${name} names no host: write one on each line, such as \`node-a slots=16 ssh=me@node-a\`.`);
  return hosts;
}

function parseLine(line: string, place: string): HostLine {
  const [host, ...settings] = line.split(/\s+/);
  const known: { slots?: number; ssh?: string; cwd?: string } = {};
  // What begins with a dash would be taken for an option by ssh.
  if (!/^[A-Za-z0-9_.:[\]][\w.:[\]-]*$/.test(host!)) throw new ClusterError(`${place}: ${host} is no name of a host.`);
  for (const setting of settings) {
    const [, key, value = ''] = /^(\w+)=(.+)$/.exec(setting) ?? [];
    if (key === 'slots' && /^([1-9]\d{0,3}|auto)$/.test(value)) {
      if (value !== 'auto') known.slots = Number(value);
    } else if (key === 'ssh' && !value.startsWith('-')) known.ssh = value;
    else if (key === 'cwd') known.cwd = value;
    else throw new ClusterError(`${place}: ${setting} is not understood; there are slots=N, slots=auto, ssh=user@host and cwd=/folder.`);
  }
  return { host: host!, ...known };
}
