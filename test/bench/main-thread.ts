import { type Profiler, Session } from 'node:inspector/promises';

/** What the main thread does, by the file that a function stands in: the innermost that one of these knows decides. */
const parts = {
  'variation and selection':
    /\/main\/(evolution\/(variation|selection|algorithms|toolbox|elitism|hall-of-fame|initialisation|shuffle)|strategy\/(crossover|mutation|generation)\/)/,
  storage: /\/main\/store\/|better-sqlite3|node:zlib/,
  'logbook and digest':
    /\/main\/(workbench\/(evolve|row-statistics|run-digest|champion)|evolution\/(statistics|digest|hypervolume|stopping|compare))/,
  'handing out and collecting': /\/main\/(evaluation\/|workbench\/(quarantine|run-evaluation))|\/piscina\//,
} as const;
export type Part = keyof typeof parts | 'garbage collection' | 'other';

/** Samples this far apart, in microseconds. */
const INTERVAL = 500;

/** Runs `work` under the profiler: seconds of this thread in each part, idle time left out. */
export async function profileMain(work: () => Promise<unknown>): Promise<Record<Part, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    return secondsByPart(profile);
  } finally {
    session.disconnect();
  }
}

function secondsByPart({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<Part, number> {
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const partOf = (id: number): Part | undefined => {
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { url, functionName } = byId.get(at)!.callFrame;
      if (functionName === '(idle)') return undefined;
      if (functionName === '(garbage collector)') return 'garbage collection';
      const found = Object.entries(parts).find(([, files]) => files.test(url));
      if (found) return found[0] as Part;
    }
    return 'other';
  };
  const known = new Map(nodes.map(({ id }) => [id, partOf(id)]));
  const names = [...Object.keys(parts), 'garbage collection', 'other'] as Part[];
  const seconds = Object.fromEntries(names.map((name) => [name, 0])) as Record<Part, number>;
  for (const [i, id] of samples.entries()) {
    const part = known.get(id);
    if (part) seconds[part] += timeDeltas[i]! / 1e6;
  }
  return seconds;
}
