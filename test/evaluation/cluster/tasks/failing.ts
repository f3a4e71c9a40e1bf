export default function failing(what: 'throw' | 'nested' | 'function' | 'exit'): unknown {
  if (what === 'throw') throw new Error('thrown on purpose');
  if (what === 'nested') throw new RangeError('outside', { cause: new Error('inside') });
  if (what === 'exit') process.exit(3);
  return { nested: { callback: () => 1 } };
}
