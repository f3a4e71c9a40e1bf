/** What the clock stands at, for those who draw with React: a new object whenever something in it changes. */
export interface ClockState {
  /** Where the hand is: the slider, the keys. */
  readonly target: number;
  /** The generation that is on the screen, or that it moves to. */
  readonly shown: number;
  readonly playing: boolean;
  /** Generations a second. */
  readonly speed: number;
  readonly last: number;
}

/** How long the population takes from one generation to the next when nobody plays, in milliseconds. */
export const STEP_MS = 180;

export interface ClockOptions {
  /** Whether a generation can be drawn. */
  readonly has: (generation: number) => boolean;
  /** Called with where the hand is and which way it went. */
  readonly want: (generation: number, last: number, direction: number) => void;
  /** Whether the picture may move at all; it jumps where people asked their system for less motion. */
  readonly moves?: () => boolean;
  /** Whether the run is over. Playing goes on at the last generation of one that is not. */
  readonly over?: () => boolean;
}

/**
 * The time of a replay, in generations: 12.25 is a quarter of the way from generation 12 to 13. Frames are told by
 * `advance`, so that what is on the screen follows from calls alone. It never runs into a generation that is not there,
 * and takes up where it waited as soon as it is.
 */
export class ReplayClock {
  readonly #options: ClockOptions;
  readonly #listeners = new Set<() => void>();
  #state: ClockState;
  #position: number;

  constructor(last: number, options: ClockOptions, start = 0) {
    this.#options = options;
    this.#position = start;
    this.#state = { target: start, shown: start, playing: false, speed: 5, last };
    options.want(start, last, 1);
  }

  get state(): ClockState {
    return this.#state;
  }

  /** What is to be drawn: a whole number when everybody stands still. */
  get position(): number {
    return (this.#options.moves?.() ?? true) ? this.#position : this.#state.shown;
  }

  /** Whether another frame is needed: it plays, or is on its way to a generation that is there. */
  get moving(): boolean {
    const { playing, target, last } = this.#state;
    if (playing) return this.#position < last && this.#options.has(Math.floor(this.#position) + 1);
    return this.#position !== target && this.#options.has(target);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Goes to a generation, as near as there is one; the last step of the way is seen. */
  go = (generation: number): void => {
    const target = Math.max(0, Math.min(this.#state.last, Math.round(generation)));
    this.#options.want(target, this.#state.last, target - this.#state.target || 1);
    this.#set({ target, playing: false });
  };

  /** From the end of a run that is over playing starts at generation 0 again. */
  toggle = (): void => {
    const { playing, target, last } = this.#state;
    if (!playing && target >= last && this.#over) {
      this.#position = 0;
      this.#set({ target: 0, shown: 0 });
      this.#options.want(0, last, 1);
    }
    this.#set({ playing: !playing });
  };

  setSpeed = (speed: number): void => this.#set({ speed });

  /** The run has got further. */
  grow(last: number): void {
    if (last > this.#state.last) this.#set({ last });
  }

  /**
   * A frame. @param elapsed milliseconds since the last one
   * @returns whether something may have moved
   */
  advance(elapsed: number): boolean {
    const before = this.#position;
    const { playing, speed, last } = this.#state;
    if (playing) this.#play((elapsed / 1000) * speed, last);
    else this.#approach(elapsed);
    return this.#position !== before;
  }

  #play(way: number, last: number): void {
    const { has, want } = this.#options;
    let to = Math.min(last, this.#position + way);
    const next = Math.floor(this.#position) + 1;
    // As far as there are generations without a gap.
    for (let generation = next; generation <= Math.ceil(to); generation++) {
      if (!has(generation)) to = Math.max(this.#position, generation - 1);
    }
    this.#position = to;
    const shown = Math.min(last, Math.ceil(to));
    want(Math.min(last, shown + 1), last, 1);
    this.#set({ target: shown, shown, playing: to < last || !this.#over });
  }

  #approach(elapsed: number): void {
    const { target, shown } = this.#state;
    if (this.#position === target || !this.#options.has(target)) return;
    const direction = Math.sign(target - this.#position);
    const distance = Math.abs(target - this.#position);
    // From far away only the last step is seen, from the neighbour's picture.
    const near = this.#options.has(target - direction) && (this.#options.moves?.() ?? true);
    const from = !near ? target : distance > 1 ? target - direction : this.#position;
    const left = (target - from) * direction;
    this.#position = left <= elapsed / STEP_MS ? target : from + (direction * elapsed) / STEP_MS;
    if (shown !== target) this.#set({ shown: target });
  }

  get #over(): boolean {
    return this.#options.over?.() ?? true;
  }

  #set(changes: Partial<ClockState>): void {
    const next = { ...this.#state, ...changes };
    if ((Object.keys(changes) as (keyof ClockState)[]).every((key) => this.#state[key] === next[key])) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }
}
