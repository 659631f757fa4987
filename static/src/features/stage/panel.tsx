/** The panel below the stage: what is pressed, set and written, and what shows numbers, as the child arranged it. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { formatNumberIn, formatPercent } from '../../lib/numbers/shares';
import { lang, t } from '../../lib/texts';
import type { PanelLayout, PlacedControl } from './panel_layout';
import type { StageControl } from './scene';
import type { StageFeed } from './stage_feed';
import './texts';

const STEPS = 100;
const DIGITS = 4;
const LONGEST_TEXT = 1000;
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

interface PanelProps {
  feed: StageFeed;
  layout: PanelLayout;
  live: boolean;
  /** Its things are moved, not used. */
  arranging?: boolean;
}

export function Panel({ feed, layout, live, arranging = false }: PanelProps) {
  const controls = layout.arrange(feed.controls.value);
  if (!controls.length) return null;
  return (
    <>
      <div
        class={`stage-panel ${live ? '' : 'resting'} ${arranging ? 'arranging' : ''}`}
        role="group"
        aria-label={t('stagePanel')}
      >
        {controls.map((one, number) =>
          arranging ? (
            <Movable key={`${one.form} ${one.name}`} layout={layout} controls={controls} number={number}>
              <Control control={one} feed={feed} live={false} />
            </Movable>
          ) : (
            <div key={`${one.form} ${one.name}`} class={`stage-place-of ${one.form} ${one.wide ? 'wide' : ''}`}>
              <Control control={one} feed={feed} live={live} />
            </div>
          ),
        )}
      </div>
      {arranging && <p class="cap stage-arrange-hint">{t('arrangeHint')}</p>}
    </>
  );
}

interface MovableProps {
  layout: PanelLayout;
  controls: PlacedControl[];
  number: number;
  children: ComponentChildren;
}

/** A thing of the panel while it is arranged: dragged over the place of another one, or moved with the keys. */
function Movable({ layout, controls, number, children }: MovableProps) {
  const element = useRef<HTMLDivElement>(null);
  const { form, name, wide } = controls[number];
  const [dragged, setDragged] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (step) layout.move(controls, number, number + step);
    else if (event.key === 'Enter' || event.key === ' ') layout.toggleWide(controls, number);
    else return;
    event.preventDefault();
    event.stopPropagation();
    requestAnimationFrame(() => element.current?.focus());
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!dragged) return;
    const below = document.elementsFromPoint(event.clientX, event.clientY);
    const place = below.map((one) => one.closest<HTMLElement>('[data-place]')).find((one) => one);
    if (place && place !== element.current) layout.move(controls, number, Number(place.dataset.place));
  };
  return (
    <div
      class={`stage-place-of movable ${form} ${wide ? 'wide' : ''} ${dragged ? 'dragged' : ''}`}
      ref={element}
      data-place={number}
      tabIndex={0}
      role="button"
      aria-label={t('arrangePlace', { name, n: number + 1, m: controls.length })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as Element).closest('.stage-widen')) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragged(false)}
      onPointerCancel={() => setDragged(false)}
    >
      <div class="stage-still" inert>
        {children}
      </div>
      <button
        class="stage-widen"
        tabIndex={-1}
        aria-pressed={wide}
        aria-label={t('arrangeWide', { name })}
        title={t('arrangeWide', { name })}
        onClick={() => layout.toggleWide(controls, number)}
      >
        <Icon name={wide ? 'minimize' : 'maximize'} size="s" />
      </button>
    </div>
  );
}

interface ControlProps {
  control: StageControl;
  feed: StageFeed;
  live: boolean;
}

function Control(props: ControlProps) {
  switch (props.control.form) {
    case 'button':
      return <PanelButton {...props} />;
    case 'slider':
      return <PanelSlider {...props} />;
    case 'switch':
      return <PanelSwitch {...props} />;
    case 'text':
      return <PanelField {...props} />;
    case 'gauge':
      return <PanelGauge {...props} />;
    case 'number':
      return <PanelTile {...props} />;
    case 'chart':
      return <PanelChart {...props} />;
  }
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

/** May be set before a run, too: the next one begins with it. */
function PanelSlider({ control, feed }: ControlProps) {
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
        style={{ '--share': `${100 * getShare(control)}%` }}
        aria-valuetext={formatControl(control)}
        onInput={(event) => feed.send('slide', name, Number(event.currentTarget.value))}
      />
    </label>
  );
}

function PanelSwitch({ control, feed }: ControlProps) {
  const on = control.value > 0;
  return (
    <button
      class="stage-switch"
      role="switch"
      aria-checked={on}
      aria-label={control.name}
      onClick={() => feed.send('switch', control.name, Number(!on))}
    >
      <span>{control.name}</span>
      <b aria-hidden="true">{t(on ? 'panelOn' : 'panelOff')}</b>
      <i aria-hidden="true" />
    </button>
  );
}

function PanelField({ control, feed }: ControlProps) {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped(null), [control.text]);
  const write = () => {
    if (typed !== null && typed !== control.text) feed.send('write', control.name, 0, typed);
  };
  return (
    <label class="stage-field">
      <span>{control.name}</span>
      <input
        type="text"
        value={typed ?? control.text}
        maxLength={LONGEST_TEXT}
        placeholder={t('panelWrite')}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={write}
        onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && write()}
      />
    </label>
  );
}

function PanelGauge({ control }: ControlProps) {
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

function PanelTile({ control }: ControlProps) {
  return (
    <dl class="stage-tile">
      <dt>{control.name}</dt>
      <dd>{control.text}</dd>
    </dl>
  );
}

/** A line through the newest numbers, as high as they reach. */
function PanelChart({ control }: ControlProps) {
  const { name, points } = control;
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const places = points.map(
    (value, number) => `${(100 * number) / Math.max(1, points.length - 1)},${38 - (36 * (value - low)) / span}`,
  );
  const newest = points.length ? formatControl({ ...control, low: Number.NaN, value: points.at(-1)! }) : '–';
  return (
    <div class="stage-meter stage-chart" role="img" aria-label={`${name}: ${t('panelNow', { value: newest })}`}>
      <span>{name}</span>
      <b>{newest}</b>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">
        <polyline points={places.join(' ')} vector-effect="non-scaling-stroke" />
      </svg>
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
