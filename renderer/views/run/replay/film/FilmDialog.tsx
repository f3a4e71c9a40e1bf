import { Button, Dialog, DialogBody, DialogFooter, HTMLSelect, ProgressBar, Radio, RadioGroup } from '@blueprintjs/core';
import { Media } from '@blueprintjs/icons';
import { useState } from 'react';
import type { LogbookRow, ReplayFormat } from '../../../../../preload/contract.ts';
import { Field } from '../../../../components/Field.tsx';
import { frameCount, lengths, sizes } from '../../../../film/plan.ts';
import { whyNoVideo } from '../../../../film/support.ts';
import type { Objectives } from '../../../../format/fitness.ts';
import { count, fileSize } from '../../../../format/numbers.ts';
import { useChartColors } from '../../../../state/theme.ts';
import { type AxisChoice, usePlotChoice } from '../PopulationPanel.tsx';
import { FilmFailure } from './FilmFailure.tsx';
import { GenerationRange } from './GenerationRange.tsx';
import { useFilm } from './use-film.ts';

const texts: Record<ReplayFormat, { readonly name: string; readonly help: string }> = {
  gif: { name: 'GIF', help: 'Plays everywhere: in mails, wikis, slides.' },
  webm: { name: 'WebM', help: 'A video, smaller and with all colours.' },
};

interface FilmDialogProps {
  readonly run: string;
  readonly title: string;
  readonly last: number;
  /** Axes and colours, as they are chosen in the replay. */
  readonly choice: AxisChoice;
  readonly rows: readonly LogbookRow[];
  readonly objectives: Objectives;
  /** The generations to begin with: those that are pinned, or the whole run. */
  readonly range: readonly [number, number];
  readonly onClose: () => void;
}

/** Asks for format, size and length of the film, makes it with its progress in sight, and saves it. */
export function FilmDialog({ run, title, last, choice, rows, objectives, range, onClose }: FilmDialogProps) {
  const colors = useChartColors();
  const plot = usePlotChoice(choice, rows, objectives);
  const [format, setFormat] = useState<ReplayFormat>('gif');
  const [size, setSize] = useState(1);
  const [seconds, setSeconds] = useState<number>(10);
  const [generations, setGenerations] = useState<readonly [number, number] | null>(range);
  const { state, make, save, cancel } = useFilm(run, onClose);
  const { width, height } = sizes[size]!;
  const isAsking = state.step === 'asking';
  const noVideo = whyNoVideo();
  const close = () => {
    cancel();
    onClose();
  };
  const start = () => {
    if (!generations) return;
    const [from, to] = generations;
    void make({ format, width, height, seconds, from, to }, { title, plot, colors, last });
  };
  return (
    <Dialog isOpen onClose={close} canOutsideClickClose={isAsking} title="Replay as a film" icon={<Media />} className="export-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (state.step === 'made') void save(state.plan, state.bytes);
          else start();
        }}
      >
        <DialogBody>
          <RadioGroup
            label="Format"
            disabled={!isAsking}
            selectedValue={format}
            onChange={(event) => setFormat(event.currentTarget.value as ReplayFormat)}
          >
            {(['gif', 'webm'] as const).map((key) => (
              <Radio key={key} value={key} labelElement={<strong>{texts[key].name}</strong>} disabled={key === 'webm' && noVideo !== null}>
                <span className="radio-help">{(key === 'webm' && noVideo) || texts[key].help}</span>
              </Radio>
            ))}
          </RadioGroup>
          <div className="film-fields">
            <Field label="Size" help="Width and height in pixels.">
              <HTMLSelect
                disabled={!isAsking}
                value={size}
                options={sizes.map((one, value) => ({ value, label: `${one.width} × ${one.height}` }))}
                onChange={({ currentTarget }) => setSize(Number(currentTarget.value))}
              />
            </Field>
            <Field label="Length" help="In seconds, of 20 frames each.">
              <HTMLSelect
                disabled={!isAsking}
                value={seconds}
                options={lengths.map((value) => ({ value, label: `${value} s` }))}
                onChange={({ currentTarget }) => setSeconds(Number(currentTarget.value))}
              />
            </Field>
            <GenerationRange last={last} range={range} disabled={!isAsking} onChange={setGenerations} />
          </div>
          <p className="help">
            {plot.y.name} over {plot.x.name}, in the colours of {plot.color.name.toLowerCase()}: as chosen in the replay.
          </p>
          {state.step === 'asking' && state.failure !== null && (
            <FilmFailure
              error={state.failure}
              onChooseGif={() => {
                setFormat('gif');
                cancel();
              }}
            />
          )}
          {state.step === 'making' && (
            <div className="film-progress" role="status">
              <ProgressBar value={state.done / state.frames} intent="primary" stripes={false} />
              <span className="numbers">
                Frame {count(state.done)} of {count(state.frames)}
              </span>
            </div>
          )}
          {state.step === 'made' && !state.saving && (
            <p className="film-progress">
              {count(frameCount(state.plan))} frames, {fileSize(state.bytes.length)}: made, and not saved yet.
            </p>
          )}
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={state.step === 'making' ? cancel : close} />
              <Button
                type="submit"
                intent="primary"
                text={state.step === 'made' ? 'Save…' : 'Make and save…'}
                disabled={state.step === 'making' || generations === null}
                loading={state.step === 'made' && state.saving}
              />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
