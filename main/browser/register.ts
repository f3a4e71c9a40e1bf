/**
 * `node --import ./main/browser/register.ts out/main/index.cjs`: the built program, unmodified, with electron.ts where it
 * asks for `electron`.
 */
import { registerHooks } from 'node:module';
import { withoutWarning } from './warnings.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;

withoutWarning(() =>
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === 'electron' || specifier.startsWith('electron/')) return { url: standIn, shortCircuit: true };
      return nextResolve(specifier, context);
    },
  }),
);
