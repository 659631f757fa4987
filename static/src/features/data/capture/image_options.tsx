/** How pictures are kept and how quickly they follow one another. */

import { t } from '../../../lib/texts';
import { COUNTED_IN } from './capture_session';
import { getSettings, type Settings, updateSettings } from './settings';
import './texts';

const INTERVALS = [0.1, 0.2, 0.5, 1, 2];

export function ImageOptionControls({ project, live }: { project: string; live: boolean }) {
  const settings = getSettings(project).value;
  const turn = (name: 'mirror' | 'square' | 'countdown', words: string) => (
    <button
      class="btn"
      aria-pressed={settings[name]}
      onClick={() => updateSettings(project, { [name]: !settings[name] } as Partial<Settings>)}
    >
      {words}
    </button>
  );
  return (
    <div class="row col-looks">
      {turn('mirror', t('colMirror'))}
      {turn('square', t('colSquare'))}
      {live && turn('countdown', t('colCountdown', { n: COUNTED_IN }))}
      {live && (
        <IntervalChoice
          words={t('colInterval')}
          value={settings.interval}
          choices={INTERVALS}
          onChoose={(interval) => updateSettings(project, { interval })}
        />
      )}
    </div>
  );
}

interface IntervalChoiceProps {
  words: string;
  value: number;
  choices: number[];
  onChoose(seconds: number): void;
}

export function IntervalChoice({ words, value, choices, onChoose }: IntervalChoiceProps) {
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
