import { type Intent, Tag } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EngineStatus, HostRow } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { count, rate } from '../../../format/numbers.ts';
import { duration, moment } from '../../../format/time.ts';
import { query } from '../../../state/queries.ts';

const looks: Record<HostRow['state'], { readonly text: string; readonly intent: Intent; readonly title: string }> = {
  here: { text: 'Here', intent: 'success', title: 'It takes work' },
  'other version': { text: 'Other version', intent: 'warning', title: 'It is another version of Organism and gets no work from here' },
  left: { text: 'Left', intent: 'none', title: 'It was told to leave, and has finished what it had begun' },
  lost: {
    text: 'Lost',
    intent: 'danger',
    title: 'It was not heard of for four seconds: killed, frozen or cut off. What it had in hand was sent to others',
  },
};

const columns = (now: number): Column<HostRow>[] => [
  { key: 'name', header: 'Host', cell: (host) => host.name, title: (host) => `${host.name}, joined ${moment(host.since)}` },
  {
    key: 'state',
    header: 'State',
    width: '118px',
    cell: ({ state }) => (
      <Tag minimal intent={looks[state].intent}>
        {looks[state].text}
      </Tag>
    ),
    title: ({ state }) => looks[state].title,
  },
  { key: 'version', header: 'Version', width: '68px', cell: (host) => host.version },
  { key: 'slots', header: 'Slots', width: '52px', align: 'right', cell: (host) => count(host.slots) },
  { key: 'rate', header: 'Rate', width: '76px', align: 'right', cell: (host) => rate(host.rate) },
  { key: 'chunks', header: 'Chunks', width: '68px', align: 'right', cell: (host) => count(host.chunks) },
  { key: 'strategies', header: 'Strategies', width: '84px', align: 'right', cell: (host) => count(host.strategies) },
  { key: 'failures', header: 'Failures', width: '68px', align: 'right', cell: (host) => count(host.failures) },
  {
    key: 'seen',
    header: 'Last seen',
    width: '88px',
    align: 'right',
    cell: (host) => (now - host.seen < 2_000 ? 'now' : `${duration((now - host.seen) / 1_000)} ago`),
    title: (host) => moment(host.seen),
  },
];

/** The hosts of the cluster, as they come, work and go. */
export function HostsPanel() {
  const status = useQuery(query('engine.status', {}));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (status.error) return <Failed what="The hosts" error={status.error} retry={() => status.refetch()} />;
  if (!status.data) return <Loading what="the hosts" />;
  const { choice, events, hosts } = status.data;
  if (choice.kind === 'local') {
    return (
      <p className="muted hosts-none">
        Everything is evaluated on the threads of this machine. <a href="#/settings/engine">Settings → Engine</a> takes in other hosts.
      </p>
    );
  }
  return (
    <section className="hosts" aria-label="Hosts">
      <h3>Hosts</h3>
      <DataTable
        label="Hosts"
        columns={columns(now)}
        rows={hosts}
        rowKey={(host) => host.id}
        minWidth={700}
        empty={<NoHosts choice={choice} />}
      />
      {events.length > 0 && (
        <ol className="engine-events" aria-label="What happened">
          {events.toReversed().map(({ time, message }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line never changes, and several may be of one moment.
            <li key={events.length - i}>
              <time dateTime={new Date(time).toISOString()} className="numbers muted">
                {new Date(time).toLocaleTimeString('en-GB')}
              </time>{' '}
              {message}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function NoHosts({ choice }: { readonly choice: Extract<EngineStatus['choice'], { kind: 'cluster' }> }) {
  const pool = choice.pool === undefined ? '' : ` --pool ${choice.pool}`;
  const command = `npx organism worker --engine ${choice.url}${pool}${choice.passwordFile === undefined ? '' : ' --password-file FILE'}`;
  return (
    <div className="hosts-none">
      <p>No worker has joined. Runs wait for one. On every host, in a checkout of this version:</p>
      <p className="setting-line">
        <code className="breakable">{command}</code>
        <CopyButton label="Copy command" text={() => command} />
      </p>
    </div>
  );
}
