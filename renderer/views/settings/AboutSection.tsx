import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { query } from '../../state/queries.ts';

/** Which version this is, for reports. */
export function AboutSection() {
  const { data: info, error, refetch } = useQuery(query('app.info', {}));
  if (error) return <Failed what="The version" error={error} retry={refetch} />;
  if (!info) return <Loading what="the version" />;
  const host = info.host === 'desktop' ? 'Desktop' : 'Browser host';
  const versions = [
    [info.name, info.version],
    ['Host', host],
    ['Browser', navigator.userAgent],
  ] as const;
  return (
    <>
      <dl className="versions">
        {versions.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <CopyButton label="Copy versions" text={() => versions.map(([name, value]) => `${name}: ${value}`).join('\n')} />
      </p>
    </>
  );
}
