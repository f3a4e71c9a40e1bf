import { Button, Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import {
  Blank,
  Cross,
  Duplicate,
  Edit,
  Endorsed,
  Export,
  GitBranch,
  More,
  PanelTable,
  Pause,
  Play,
  Stop,
  Tick,
  TimelineEvents,
  Trash,
} from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ForkPoint, Run } from '../../../preload/contract.ts';
import { command, execute } from '../../commands/commands.ts';
import { keysText } from '../../commands/keys.ts';
import { CommandButton } from '../../components/CommandButton.tsx';
import { Popover } from '../../components/Popover.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Tags } from '../../components/Tags.tsx';
import { count } from '../../format/numbers.ts';
import { algorithmText } from '../../format/search.ts';
import { useDock } from '../../state/dock.ts';
import { addressOf } from '../../state/navigation.ts';
import { askToDelete, askToLabel, askToVerify } from '../../state/overlays.ts';
import { query } from '../../state/queries.ts';
import { againFrom, forkFrom } from '../../state/run-orders.ts';
import { RunBar } from './RunBar.tsx';

const resumable = ({ state }: Run) => state === 'paused' || state === 'interrupted' || state === 'stopped' || state === 'failed';

/** Name, state and commands of a run, and how far it has come. */
export function RunHeader({ run }: { readonly run: Run }) {
  const { experiment, dataset } = run;
  return (
    <header className="run-head">
      <div className="run-title">
        <h1 className="ellipsis" title={run.name}>
          {run.name}
        </h1>
        <StateTag state={run.state} />
        <Tags tags={run.tags} />
        <span className="spring" />
        {run.state === 'queued' && <CommandButton id="queue.remove" icon={<Cross />} text="Remove from queue" />}
        {run.state === 'queued' && <CommandButton id="queue.start" intent="primary" icon={<Play />} text="Start now" />}
        {run.state === 'running' && <CommandButton id="run.pause" icon={<Pause />} text="Pause" />}
        {resumable(run) && <CommandButton id="run.resume" intent="primary" icon={<Play />} text="Resume" />}
        {(run.state === 'running' || run.state === 'paused') && <CommandButton id="run.stop" icon={<Stop />} text="Stop" />}
        <CommandButton id="strategies.export" icon={<Export />} text="Export…" disabled={run.best === null} />
        <Popover placement="bottom-end" content={<PanelMenu />}>
          <Button variant="minimal" icon={<PanelTable />} aria-label="Panels" title="Panels" />
        </Popover>
        <Popover placement="bottom-end" content={<RunMenu run={run} />}>
          <Button variant="minimal" icon={<More />} aria-label="More commands" title="More commands" />
        </Popover>
      </div>
      <p className="run-subtitle muted ellipsis">
        {dataset.name} · {count(experiment.population)} strategies · {experiment.primitives} primitives · seed {experiment.seed}
        {experiment.algorithm && experiment.algorithm !== 'eaSimple' ? ` · ${algorithmText[experiment.algorithm]}` : ''}
        {run.fork && <ForkOf fork={run.fork} />}
      </p>
      {run.note && <p className="run-note breakable">{run.note}</p>}
      <RunBar run={run} />
    </header>
  );
}

/** What else can be done with a run. */
function RunMenu({ run }: { readonly run: Run }) {
  return (
    <Menu>
      <MenuItem icon={<Edit />} text="Rename, tag, note…" label={keysOf('run.label')} onClick={() => askToLabel(run)} />
      <MenuItem icon={<Duplicate />} text="New experiment from this one" onClick={() => againFrom(run)} />
      <MenuItem
        icon={<GitBranch />}
        text={`Fork at generation ${run.generation}…`}
        label={keysOf('run.fork')}
        disabled={run.generation < 0}
        onClick={() => forkFrom(run, run.generation)}
      />
      {run.state !== 'paused' && resumable(run) && (
        <MenuItem icon={<TimelineEvents />} text="Add to queue" onClick={() => execute(command('queue.add'))} />
      )}
      <MenuItem icon={<Endorsed />} text="Verify…" disabled={run.generation < 0} onClick={() => askToVerify(run)} />
      <MenuItem icon={<Trash />} intent="danger" text="Delete run…" onClick={() => askToDelete(run)} />
    </Menu>
  );
}

/** The panels, those that are open marked; choosing one brings it to the front. */
function PanelMenu() {
  const dock = useDock((s) => s.dock);
  return (
    <Menu>
      {dock?.panels().map(({ id, title, open }) => (
        <MenuItem
          key={id}
          text={title}
          icon={open ? <Tick /> : <Blank />}
          label={keysOf(`panel.${id}`)}
          onClick={() => execute(command(`panel.${id}`))}
        />
      ))}
      <MenuDivider />
      {['panels.splitRight', 'panels.splitDown', 'panels.maximise', 'panels.close', 'panels.reset'].map((id) => (
        <MenuItem key={id} icon={<Blank />} text={command(id).label} label={keysOf(id)} onClick={() => execute(command(id))} />
      ))}
    </Menu>
  );
}

const keysOf = (id: string): string => {
  const { keys } = command(id);
  return keys ? keysText(keys) : '';
};

/** Where a fork went off, with the way there as long as its parent is kept. */
function ForkOf({ fork }: { readonly fork: ForkPoint }) {
  const runs = useQuery(query('runs.list', {})).data;
  const parent = runs?.find((run) => run.id === fork.run);
  return (
    <>
      {` · forked at generation ${count(fork.generation)} from `}
      {parent ? (
        <a href={addressOf({ name: 'run', run: parent.id, tab: 'live' })}>{parent.name}</a>
      ) : runs ? (
        'a run that was deleted'
      ) : (
        `run ${fork.run}`
      )}
    </>
  );
}
