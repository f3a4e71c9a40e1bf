import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { query } from '../../state/queries.ts';

/** Where everything is kept. */
export function DatabaseSection() {
  const { data: info, error, refetch } = useQuery(query('app.info', {}));
  if (error) return <Failed what="The path of the database" error={error} retry={refetch} />;
  if (!info) return <Loading what="the path of the database" />;
  return (
    <>
      <p className="setting-line">
        <code className="breakable">{info.database}</code>
        <CopyButton label="Copy path" text={() => info.database} />
      </p>
      <p className="help">
        One file holds data sets, runs and these settings. To use another one, start Organism with the variable <code>ORGANISM_DB</code> set
        to its path, or the command line with <code>--db</code>.
      </p>
    </>
  );
}
