import { InputGroup } from '@blueprintjs/core';
import { Field } from '../../../components/Field.tsx';
import type { EngineDraft } from '../../../state/engine-draft.ts';

type Text = Exclude<keyof EngineDraft, 'kind'>;

const fields: readonly {
  readonly name: Text;
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly wide?: boolean;
}[] = [
  {
    name: 'url',
    label: 'Address of the Redis server',
    help: 'redis://host:6379, or rediss://host:6379 for TLS; a user name may stand in it, no password',
    placeholder: 'redis://host:6379',
    wide: true,
  },
  {
    name: 'passwordFile',
    label: 'Password file',
    help: 'Path of a file on the machine that Organism runs on; empty when the server wants none',
    placeholder: 'none',
  },
  {
    name: 'caFile',
    label: 'Certificate of the authority',
    help: 'Path of a PEM file, for a server whose certificate the system does not trust',
    placeholder: 'those of the system',
  },
  { name: 'pool', label: 'Pool', help: 'Workers serve the pool that they joined with --pool', placeholder: 'default' },
  { name: 'minWorkers', label: 'Workers to wait for', help: 'A run begins when so many are there', placeholder: '1' },
];

interface ClusterFieldsProps {
  readonly draft: EngineDraft;
  readonly errors: Partial<Record<keyof EngineDraft, string>>;
  readonly change: (changes: Partial<EngineDraft>) => void;
}

/** Where the cluster's server is, and how it lets us in. */
export function ClusterFields({ draft, errors, change }: ClusterFieldsProps) {
  return (
    <div className="fields engine-fields">
      {fields.map(({ name, label, help, placeholder, wide = false }) => (
        <Field key={name} label={label} help={help} error={errors[name]} wide={wide}>
          <InputGroup
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={draft[name]}
            onValueChange={(text) => change({ [name]: text })}
          />
        </Field>
      ))}
    </div>
  );
}
