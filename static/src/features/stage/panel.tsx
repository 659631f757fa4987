/** The panel below the stage: buttons, sliders and gauges of the program. */

import { useRef } from 'preact/hooks';
import { formatNumberIn, formatPercent } from '../../lib/numbers/shares';
import { lang, t } from '../../lib/texts';
import type { StageControl } from './scene';
import type { StageFeed } from './stage_feed';
import './texts';

const STEPS = 100;
const DIGITS = 4;

export function Panel({ feed, live }: { feed: StageFeed; live: boolean }) {
  const controls = feed.controls.value;
  if (!controls.length) return null;
  return (
    <div class={`stage-panel ${live ? '' : 'resting'}`} role="group" aria-label={t('stagePanel')}>
      {controls.map((one) =>
        one.form === 'button' ? (
          <PanelButton key={`button ${one.name}`} control={one} feed={feed} live={live} />
        ) : one.form === 'slider' ? (
          <PanelSlider key={`slider ${one.name}`} control={one} feed={feed} live={live} />
        ) : (
          <PanelGauge key={`gauge ${one.name}`} control={one} />
        ),
      )}
    </div>
  );
}

interface ControlProps {
  control: StageControl;
  feed: StageFeed;
  live: boolean;
}

/** Goes down and up as a real one: with a finger, the mouse, Space or Enter. */
function PanelButton({ control, feed, live }: ControlProps) {
  const down = useRef(false);
  const push = (now: boolean) => {
    if (down.current === now) return;
    down.current = now;
    feed.send(now ? 'press' : 'release', control.name);
  };
  const onKey = (event: KeyboardEvent, now: boolean) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (live || !now) push(now);
  };
  return (
    <button
      class="stage-button"
      disabled={!live}
      aria-pressed={control.value > 0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        push(true);
      }}
      onPointerUp={() => push(false)}
      onPointerCancel={() => push(false)}
      onKeyDown={(event) => onKey(event, true)}
      onKeyUp={(event) => onKey(event, false)}
      onBlur={() => push(false)}
    >
      {control.name}
    </button>
  );
}

function PanelSlider({ control, feed, live }: ControlProps) {
  const { name, low, high, value } = control;
  const whole = Number.isInteger(low) && Number.isInteger(high) && high - low >= 10;
  return (
    <label class="stage-meter">
      <span>{name}</span>
      <b>{formatControl(control)}</b>
      <input
        type="range"
        min={low}
        max={high}
        step={whole ? 1 : (high - low) / STEPS}
        value={value}
        disabled={!live}
        style={{ '--share': `${100 * getShare(control)}%` }}
        aria-valuetext={formatControl(control)}
        onInput={(event) => feed.send('slide', name, Number(event.currentTarget.value))}
      />
    </label>
  );
}

function PanelGauge({ control }: { control: StageControl }) {
  const { name, low, high, value } = control;
  return (
    <div class="stage-meter">
      <span aria-hidden="true">{name}</span>
      <b aria-hidden="true">{formatControl(control)}</b>
      <div
        class="stage-gauge"
        role="meter"
        aria-label={name}
        aria-valuemin={low}
        aria-valuemax={high}
        aria-valuenow={value}
        aria-valuetext={formatControl(control)}
      >
        <i style={{ width: `${100 * getShare(control)}%` }} />
      </div>
    </div>
  );
}

function getShare({ low, high, value }: StageControl): number {
  return (value - low) / (high - low);
}

/** In percent where it goes from 0 to 1. */
export function formatControl({ low, high, value }: StageControl): string {
  return low === 0 && high === 1 ? formatPercent(value) : formatNumberIn(lang.value, Number(value.toPrecision(DIGITS)));
}
