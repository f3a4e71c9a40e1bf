export default function failing(what: 'throw' | 'function' | 'exit'): unknown {
  if (what === 'throw') throw new Error('thrown on purpose');
  if (what === 'exit') process.exit(3);
  return { nested: { callback: () => 1 } };
}
