/** What piscina loads in each thread for tasks: finds the module by its name, calls it, and sends back what it returns. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskModule } from './task.ts';
import { pack, unpack } from './travel.ts';

export interface ThreadTask {
  readonly folder: string;
  readonly module: string;
  readonly input: Uint8Array;
  /** Set to 1 when it begins. */
  readonly begun: Int32Array<SharedArrayBuffer>;
}

export type ThreadReply =
  | { readonly ok: true; readonly output: Uint8Array }
  | { readonly ok: false; readonly message: string; readonly cause?: Uint8Array };

const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const loaded = new Map<string, Promise<TaskModule<unknown>>>();

/** @throws Error which names the folder and what is wrong with the module */
async function load(folder: string, module: string): Promise<TaskModule<unknown>> {
  const file = ENDINGS.map((ending) => join(folder, module + ending)).find(existsSync);
  if (!file) throw new Error(`is not there: the tasks folder ${folder} has no ${module}.ts (or .js).`);
  const found = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new Error(`cannot be loaded: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  })) as { default?: unknown };
  if (typeof found.default !== 'function') throw new Error(`cannot be called: ${file} has no function as its default export.`);
  return found as TaskModule<unknown>;
}

/** What was thrown, if it can travel. */
function packed(thrown: unknown): Uint8Array | undefined {
  try {
    return pack(thrown, 'the error');
  } catch {
    return undefined;
  }
}

export default async function carryOut({ folder, module, input, begun }: ThreadTask): Promise<ThreadReply> {
  Atomics.store(begun, 0, 1);
  Atomics.notify(begun, 0);
  let run: TaskModule<unknown>;
  try {
    const loading = loaded.get(module) ?? load(folder, module);
    loaded.set(module, loading);
    run = await loading;
  } catch (error) {
    loaded.delete(module);
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  try {
    return { ok: true, output: pack(await run.default(unpack(input)), `the result of ${module}`) };
  } catch (error) {
    const message = `threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const cause = packed(error);
    return { ok: false, message, ...(cause ? { cause } : {}) };
  }
}
