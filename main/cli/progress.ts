import cliProgress from 'cli-progress';

/** A line on stderr that tells how far a run is. Stdout stays free for results. */
export interface Progress {
  update(done: number, details: { rate: number | null; secondsLeft: number | null }): void;
  end(): void;
}

/** Seconds as `0:05`, `12:30` or `2:05:00`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const details = (rate: number | null, secondsLeft: number | null) =>
  [
    ...(rate === null ? [] : [`${Math.round(rate).toLocaleString('en')} evaluations/s`]),
    ...(secondsLeft === null ? [] : [`${duration(secondsLeft)} left`]),
  ].join(', ');

/**
 * On a terminal a bar that is redrawn; into a file or a pipe a plain line at most every five seconds, so that a log
 * stays readable.
 */
export function createProgress(total: number, stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY) {
    const bar = new cliProgress.SingleBar({
      stream,
      format: 'generation {value}/{total} {bar} {details}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(total, 0, { details: '' });
    return {
      update: (done, { rate, secondsLeft }) => bar.update(done, { details: details(rate, secondsLeft) }),
      end: () => bar.stop(),
    };
  }
  let last = 0;
  return {
    update(done, { rate, secondsLeft }) {
      if (performance.now() - last < 5_000) return;
      last = performance.now();
      stream.write(`${[`generation ${done}/${total}`, details(rate, secondsLeft)].filter(Boolean).join(', ')}\n`);
    },
    end() {},
  };
}
