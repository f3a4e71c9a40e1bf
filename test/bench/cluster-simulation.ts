/**
 * How the time of a generation grows with the hosts of a cluster, simulated from measured overheads with the division of
 * work that the coordinator uses: `node test/bench/cluster-simulation.ts` prints the tables of main/evaluation/cluster.
 */
import { Speeds, Work } from '../../main/evaluation/cluster/work.ts';
import { genome, size } from '../../main/strategy/genome.ts';

/**
 * Milliseconds, from test/bench/cluster.ts: what each chunk keeps coordinator and server busy (0.8 measured for one of a
 * single strategy among many; those of many strategies have more to carry), and its way to a slot or back (1.3 to 2.2 for
 * both, with the rest, on one machine; here there is a network in between).
 */
const BUSY = 1.3;
const WAY = 2;
const SLOTS = 16;
const OUT_PER_SLOT = 4;
/** Nodes of a strategy: all alike, since what the simulation is about are chunks. */
const NODES = 20;
/** The largest population that is looked at. */
const MOST = 2e6;

/** Milliseconds that a generation takes; one strategy takes `cost` milliseconds on a slot. */
function generation(population: number, cost: number, hosts: number): number {
  const strategies = new Array(Math.round(population)).fill(genome(new Array(NODES).fill(0), []));
  const speeds = new Speeds(1);
  speeds.learn('any', strategies.slice(0, 1).map(size), cost);
  const work = new Work(strategies, speeds);
  const slots = hosts * SLOTS;
  const free = new Array<number>(slots).fill(0);
  const done: number[] = [];
  let server = 0;
  let end = 0;
  for (let sent = 0; !work.empty; sent++) {
    // No more than so many chunks are out: the next one waits for the one that was sent so many before.
    const allowed = sent < OUT_PER_SLOT * slots ? 0 : done[sent - OUT_PER_SLOT * slots]!;
    server = Math.max(server, allowed) + BUSY;
    const slot = free.indexOf(Math.min(...free));
    const finished = Math.max(server + WAY, free[slot]! + WAY / 2) + work.cut(slots).length * cost;
    free[slot] = finished;
    done.push(finished);
    end = Math.max(end, finished + WAY);
  }
  return end;
}

const seconds = (time: number) => (time / 1_000).toFixed(time < 1_000 ? 2 : 1).padStart(7);
const counts = [1, 2, 4, 8, 16, 32, 64, 100];
for (const [cost, what] of [
  [0.1, '0.1 ms a strategy (5,000 bars)'],
  [20, '20 ms a strategy (1,000,000 bars)'],
] as const) {
  console.log(`\n${what}, ${SLOTS} slots a host; seconds a generation`);
  console.log(`population | ${counts.map((hosts) => String(hosts).padStart(6)).join(' ')} hosts`);
  for (const population of cost < 1 ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000]) {
    console.log(`${String(population).padStart(10)} | ${counts.map((hosts) => seconds(generation(population, cost, hosts))).join('')}`);
  }
  const local = (population: number) => (population / SLOTS) * cost;
  let least = 16;
  while (least < MOST && generation(least, cost, 2) > local(least)) least *= 1.2;
  console.log(`two hosts are faster than the threads of one of them from a population of ${Math.round(least)}`);
  for (const [from, to] of [
    [1, 2],
    [4, 8],
    [16, 32],
    [64, 100],
  ] as const) {
    let population = 16;
    while (population < MOST && generation(population, cost, to) > generation(population, cost, from) * (0.25 + (0.75 * from) / to))
      population *= 1.5;
    console.log(
      `from ${from} to ${to} hosts pays (three quarters of the ideal gain) from a population of ${population >= MOST ? `more than ${MOST.toLocaleString('en')}` : Math.round(population)}`,
    );
  }
}
