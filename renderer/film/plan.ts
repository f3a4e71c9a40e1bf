import type { ReplayFormat } from '../../preload/contract.ts';

/** What the user has chosen. */
export interface FilmPlan {
  readonly format: ReplayFormat;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** First and last generation. */
  readonly from: number;
  readonly to: number;
}

/** A second; a GIF can only wait for multiples of 10 ms. */
export const FRAMES = 20;
export const FRAME_MS = 1000 / FRAMES;

export const sizes = [
  { width: 640, height: 360 },
  { width: 960, height: 540 },
  { width: 1280, height: 720 },
] as const;
export const lengths = [5, 10, 20, 40] as const;

export const frameCount = ({ seconds }: Pick<FilmPlan, 'seconds'>): number => Math.max(2, Math.round(seconds * FRAMES));

/** The moment of a frame, in generations. The last tenth of the film stands still, at the last generation. */
export function momentOf(plan: FilmPlan, frame: number): number {
  const moving = Math.max(1, Math.round(frameCount(plan) * 0.9) - 1);
  return Math.min(plan.to, plan.from + (plan.to - plan.from) * Math.min(1, frame / moving));
}
