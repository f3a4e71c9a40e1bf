import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Evaluate } from '../../../strategy/fitness.ts';
import { messageOf, type OnFailure } from '../../failure.ts';
import { closeAll } from '../closing.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { Hands } from '../hands.ts';
import type { HostLog } from '../host.ts';
import type { HostEvaluation } from '../host-evaluation.ts';
import { outputKey, type PoolNames } from '../names.ts';
import { queueWorker } from '../queue-worker.ts';
import { pack, unpack } from '../tasks/travel.ts';
import { OUTPUT_KEPT, type ProgramAnswer, type ProgramList, programMessage } from './program.ts';

export interface ProgramServerOptions {
  readonly connection: ConnectionOptions;
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly id: string;
  readonly slots: number;
  readonly evaluation: HostEvaluation;
  readonly hands: Hands;
  /** Without any there is nothing to serve. */
  readonly programs?: ProgramList;
  readonly log: HostLog;
}

/** Carries out, on a host, the programs that coordinators ask for. Each evaluates on one thread at a time. */
export class ProgramServer {
  readonly #options: ProgramServerOptions;
  readonly #programs: ReadonlyMap<string, ProgramList[string]>;
  readonly #worker: Worker | undefined;
  readonly #underWay = new Map<string, AbortController>();

  constructor(options: ProgramServerOptions) {
    const { connection, names, id, slots, programs = {} } = options;
    this.#options = options;
    this.#programs = new Map(Object.entries(programs));
    if (this.#programs.size === 0) return;
    this.#worker = queueWorker(names.programs, (data, job) => this.#carryOut(data, job), { connection, id, slots });
  }

  get names(): readonly string[] {
    return [...this.#programs.keys()];
  }

  run(): void {
    this.#worker?.run().catch(() => undefined);
  }

  cancel(id: string): void {
    this.#underWay.get(id)?.abort();
  }

  async #carryOut(data: unknown, job: string): Promise<ProgramAnswer> {
    const { id, program: name, problem, input } = programMessage.parse(data);
    const program = this.#programs.get(name);
    if (!program) return { error: `this worker has no program ${name}` };
    const { redis, evaluation, hands, log } = this.#options;
    const started = performance.now();
    const abort = new AbortController();
    this.#underWay.set(id, abort);
    let strategies = 0;
    // Jobs of different queues may have the same id.
    const layDown = hands.take(`${job}-program`, () => strategies);
    try {
      const prepared = await evaluation.evaluator(problem);
      const evaluator = (onFailure: OnFailure): Evaluate => {
        const evaluate = prepared(onFailure);
        return async (genomes, signal) => {
          const fitnesses = await evaluate(genomes, signal);
          strategies += genomes.length;
          return fitnesses;
        };
      };
      const output = pack(await program(unpack(Buffer.from(input, 'base64')), evaluator, abort.signal), 'the output');
      const key = outputKey(id);
      await redis.set(key, output, 'PX', OUTPUT_KEPT);
      log('info', 'program', { program: name, seconds: (performance.now() - started) / 1_000 });
      return { key };
    } catch (error) {
      const message = messageOf(error);
      if (!abort.signal.aborted) log('warn', 'program-failed', { program: name, message });
      return { error: message };
    } finally {
      layDown();
      this.#underWay.delete(id);
    }
  }

  async close(): Promise<void> {
    if (this.#worker) await closeAll(this.#options.redis, [this.#worker]);
  }
}
