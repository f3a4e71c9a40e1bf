import type { Experiment, Preset } from '../../preload/contract.ts';
import type { StoredPreset } from '../store/presets.ts';
import type { Store } from '../store/store.ts';
import { builtInPresets } from './built-in-presets.ts';
import { ExpectedError } from './errors.ts';
import type { Emit } from './ports.ts';

export interface PresetChange {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly experiment?: Experiment;
}

/** Experiments to start from: those of the program, which stay as they are, and the user's own. */
export class Presets {
  readonly #store: Store;
  readonly #emit: Emit;

  constructor(store: Store, emit: Emit) {
    this.#store = store;
    this.#emit = emit;
  }

  /** Those of the program first. */
  list(): Preset[] {
    return [...builtInPresets, ...this.#store.presets.list().map(view)];
  }

  /** By id or name. @throws {ExpectedError} that lists what there is */
  get(idOrName: string): Preset {
    const all = this.list();
    const found = all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName);
    if (found) return found;
    throw new ExpectedError(`There is no preset "${idOrName}". There are: ${all.map(({ id, name }) => `${id} (${name})`).join(', ')}.`);
  }

  save({ name, experiment, tags, note }: Required<PresetChange>): Preset {
    const id = this.#store.presets.add({ name, tags: distinct(tags), note, experiment, savedAt: Date.now() });
    return this.#changed(String(id));
  }

  /** @throws {ExpectedError} when there is none, or it comes with the program */
  change(idOrName: string, { tags, ...change }: PresetChange): Preset {
    const { id, name, note, tags: were, experiment } = this.#own(idOrName, 'changed');
    const next = { name, note, experiment, ...change, tags: distinct(tags ?? were), savedAt: Date.now() };
    this.#store.presets.change(Number(id), next);
    return this.#changed(id);
  }

  duplicate(idOrName: string): Preset {
    const { name, note, tags, experiment } = this.get(idOrName);
    const taken = new Set(this.list().map((preset) => preset.name));
    let copy = `${name.slice(0, 180)}, copy`;
    for (let n = 2; taken.has(copy); n++) copy = `${name.slice(0, 180)}, copy ${n}`;
    return this.save({ name: copy, note, tags, experiment });
  }

  /** @throws {ExpectedError} when there is none, or it comes with the program */
  remove(idOrName: string): void {
    this.#store.presets.remove(Number(this.#own(idOrName, 'deleted').id));
    this.#emit('presets.changed', null);
  }

  #own(idOrName: string, done: string): Preset {
    const preset = this.get(idOrName);
    if (preset.builtIn) throw new ExpectedError(`${preset.name} comes with the program and cannot be ${done}: duplicate it first.`);
    return preset;
  }

  #changed(id: string): Preset {
    this.#emit('presets.changed', null);
    return this.get(id);
  }
}

/** Each tag once, in the order in which they were given. */
export const distinct = (tags: readonly string[]): string[] => [...new Set(tags)];

const view = ({ id, ...preset }: StoredPreset): Preset => ({ id: String(id), builtIn: false, ...preset });
