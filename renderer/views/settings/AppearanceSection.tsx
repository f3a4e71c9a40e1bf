import { Radio, RadioGroup } from '@blueprintjs/core';
import { type Theme, themes } from '../../../preload/contract.ts';
import { commandHint } from '../../components/CommandButton.tsx';
import { changeSettings, useSettings } from '../../state/settings.ts';

const texts: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Light or dark. */
export function AppearanceSection() {
  const theme = useSettings((s) => s.theme);
  return (
    <div {...commandHint('theme.toggle')}>
      <RadioGroup
        inline
        name="theme"
        label="Theme"
        selectedValue={theme}
        onChange={({ currentTarget }) => void changeSettings({ theme: currentTarget.value as Theme })}
      >
        {themes.map((value) => (
          <Radio key={value} value={value} label={texts[value]} />
        ))}
      </RadioGroup>
    </div>
  );
}
