/**
 * A stand-in for `object` of the electron module: members that it lacks throw. Undefined would fail somewhere else, or
 * nowhere, and the program would behave differently in Electron without a test noticing.
 */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || quiet.has(key)) {
        const value = Reflect.get(target, key);
        // Bound, because private members of the target are not the proxy's; classes stay what they are.
        return typeof value === 'function' && !Object.hasOwn(value, 'prototype') ? value.bind(target) : value;
      }
      throw new Error(`${name}.${key} is not part of the browser host; add it in main/browser, or do without it`);
    },
  });
}

/** What the language, bundlers and test tools ask of any object. */
const quiet = new Set(['then', 'toJSON', '__esModule', 'default', 'asymmetricMatch', 'nodeType', '$$typeof']);
