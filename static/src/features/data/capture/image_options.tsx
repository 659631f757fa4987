/** How pictures are kept and how quickly they follow one another. */

import { t } from '../../../lib/texts';
import { change, type Settings, settingsOf } from './settings';
import './texts';

const INTERVALS = [0.1, 0.2, 0.5, 1, 2];

export function Looks({ project, live }: { project: string; live: boolean }) {
  const settings = settingsOf(project).value;
  const turn = (name: 'mirror' | 'square' | 'countdown', words: string) => (
    <button
      class="btn"
      aria-pressed={settings[name]}
      onClick={() => change(project, { [name]: !settings[name] } as Partial<Settings>)}
    >
      {words}
    </button>
  );
  return (
    <div class="row col-looks">
      {turn('mirror', t('colMirror'))}
      {turn('square', t('colSquare'))}
      {live && turn('countdown', t('colCountdown'))}
      {live && (
        <Seconds
          words={t('colInterval')}
          value={settings.interval}
          choices={INTERVALS}
          onChoose={(interval) => change(project, { interval })}
        />
      )}
    </div>
  );
}

interface SecondsProps {
  words: string;
  value: number;
  choices: number[];
  onChoose(seconds: number): void;
}

export function Seconds({ words, value, choices, onChoose }: SecondsProps) {
  return (
    <label class="row">
      <span>{words}</span>
      <select class="choice" value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {choices.map((one) => (
          <option key={one} value={one}>
            {t('colSeconds', { p: String(one) })}
          </option>
        ))}
      </select>
    </label>
  );
}
