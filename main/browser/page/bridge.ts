/** Electron's contextBridge: what a preload script puts on window can be called and not changed. */

export interface ContextBridge {
  exposeInMainWorld(key: string, api: unknown): void;
}

export function createContextBridge(world: object): ContextBridge {
  return {
    exposeInMainWorld(key, api) {
      if (Object.hasOwn(world, key)) throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      Object.defineProperty(world, key, { value: exposed(api), enumerable: true });
    },
  };
}

/** A frozen copy; methods stay functions, prototypes and symbols do not cross, as with context isolation. */
function exposed(value: unknown): unknown {
  if (typeof value === 'function') return Object.freeze((...args: unknown[]) => value(...args));
  if (Array.isArray(value)) return Object.freeze(value.map(exposed));
  if (typeof value === 'object' && value !== null) {
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exposed(item)])));
  }
  return value;
}
