/**
 * Stored generations as the replay is given them: whole columns instead of an object a strategy, so that hundreds of
 * generations of a thousand pass through the window as fast as a hand moves a slider. Texts come one by one, when somebody
 * looks at a strategy.
 */
import type { SubtreeView } from './runs.ts';
import type { TreeNode } from './strategies.ts';

/** One generation. A column has an entry a slot, in their order, unless it says otherwise. */
export interface PopulationColumns {
  readonly generation: number;
  /** Individuals. */
  readonly length: number;
  /** Slot of the best by the objectives in their order, the first of equals. */
  readonly champion: number;
  /** Objective after objective, `length` values each. */
  readonly fitness: Float64Array;
  /** Two slots of the generation before for each individual, first parent first; −1 where there is none. */
  readonly parents: Int32Array;
  /** Places in `operatorNames`. */
  readonly operators: Uint8Array;
  readonly operatorNames: readonly string[];
  /** Nodes, and the longest way from the root to a leaf. */
  readonly sizes: Uint16Array;
  readonly heights: Uint16Array;
  /** Generations that it has lived on unchanged; 0 where it came to be. */
  readonly ages: Uint16Array;
}

export interface IndividualPlace {
  readonly generation: number;
  readonly slot: number;
}

/** A strategy of a generation with its text and tree, beside the one that it is compared with. */
export interface IndividualDetail extends IndividualPlace {
  readonly strategy: string;
  readonly tree: TreeNode;
  readonly fitness: readonly number[];
  readonly size: number;
  readonly height: number;
  readonly age: number;
  readonly operator: string;
  /** Slots in the generation before. */
  readonly parents: readonly number[];
  /** Null where it was to be compared with its first parent and has none. */
  readonly before: (IndividualPlace & { readonly strategy: string; readonly fitness: readonly number[] }) | null;
  /** The smallest subtrees that differ, in the order of the text; empty where nothing does. */
  readonly changes: readonly { readonly before: SubtreeView; readonly after: SubtreeView }[];
}

/**
 * An individual and all its ancestors, each once, by falling generation and then by slot: a column entry each.
 * The ancestors of `generation − i` stand at [starts[i], starts[i + 1]).
 */
export interface AncestryColumns extends IndividualPlace {
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
  /** Two entries of these columns for each ancestor, first parent first; −1 where there is none. */
  readonly parents: Int32Array;
  readonly operators: Uint8Array;
  readonly operatorNames: readonly string[];
  /** Ancestor after ancestor, a value per objective. */
  readonly fitness: Float64Array;
}
