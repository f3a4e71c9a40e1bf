import { deserialize, serialize } from 'node:v8';
import { messageOf } from '../../failure.ts';

/**
 * A value as bytes: all that the structured clone algorithm knows, such as maps, dates and typed arrays.
 *
 * @param name of the value in the message, such as `the input`
 * @throws TypeError which names the place of what cannot travel, and what to do instead
 */
export function pack(value: unknown, name: string): Buffer {
  try {
    return serialize(value);
  } catch (error) {
    const found = culprit(value, name, new Set());
    throw new TypeError(
      found?.kind === 'function'
        ? `${found.path} is a function, which cannot travel to a worker: it may use variables of this process. Send the name of a task module, or plain data.`
        : `${found?.path ?? name} cannot travel to a worker: ${messageOf(error)} Send plain data, which structuredClone can copy.`,
    );
  }
}

export const unpack = (bytes: Uint8Array): unknown => deserialize(bytes);

interface Culprit {
  readonly path: string;
  readonly kind: 'function' | 'other';
}

/** Where in the value the first thing stands that cannot be copied. */
function culprit(value: unknown, path: string, seen: Set<unknown>): Culprit | undefined {
  if (typeof value === 'function') return { path, kind: 'function' };
  if (typeof value === 'symbol') return { path, kind: 'other' };
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
  seen.add(value);
  for (const [place, inner] of places(value, path)) {
    const found = culprit(inner, place, seen);
    if (found) return found;
  }
  try {
    serialize(value);
    return undefined;
  } catch {
    return { path, kind: 'other' };
  }
}

/** What is in a value, each with where it stands there. */
function places(value: object, path: string): [place: string, inner: unknown][] {
  const keys = (of: Map<unknown, unknown>) => [...of.keys()].map((key, i): [string, unknown] => [`${path}.keys()[${i}]`, key]);
  const name = (key: unknown) => (typeof key === 'string' ? JSON.stringify(key) : typeof key === 'number' ? String(key) : '…');
  if (value instanceof Map)
    return [...keys(value), ...Array.from(value, ([key, inner]): [string, unknown] => [`${path}.get(${name(key)})`, inner])];
  if (value instanceof Set) return [...value].map((inner, i) => [`${path}.values()[${i}]`, inner]);
  return Object.entries(value).map(([key, inner]) => [Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, inner]);
}
