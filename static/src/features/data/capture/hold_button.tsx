/** The button that is held, by mouse, finger or space bar, and the keys of collecting. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { CaptureSession } from './capture_session';
import { getSettings } from './settings';
import './texts';

/** Where the space bar and digits mean something else. */
const TAKEN = 'button:not(.col-hold, [role="radio"]), input, select, textarea, a, dialog';

export function HoldButton({ project, collector }: { project: string; collector: CaptureSession }) {
  const { countdown } = getSettings(project).value;
  const [phase, ready] = [collector.phase.value, collector.ready.value];
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    // A finger that slides off the button still holds it.
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    collector.press();
  };
  const words =
    collector.label.value === null
      ? 'colFirst'
      : phase !== 'rest' && countdown
        ? 'colStop'
        : countdown
          ? 'colCountIn'
          : 'colHold';
  return (
    <div class="col-press">
      <button
        class={`btn big wide col-hold ${ready ? 'pri' : ''} ${phase}`}
        disabled={!ready}
        onPointerDown={down}
        onPointerUp={() => collector.release()}
        onPointerCancel={() => collector.endBurst()}
        onLostPointerCapture={() => collector.release()}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={(event) => event.key === 'Enter' && !event.repeat && collector.press()}
        onKeyUp={(event) => event.key === 'Enter' && collector.release()}
      >
        <Icon name={phase !== 'rest' && countdown ? 'square' : 'camera'} />
        <span>{t(words)}</span>
      </button>
      <p class="cap">{t('colHoldKey')}</p>
    </div>
  );
}

/** The space bar holds, a digit chooses a class. Gives the element that hears the keys to its view. */
export function useKeys(collector: CaptureSession, live: boolean) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const elsewhere = ({ target }: KeyboardEvent) =>
      (target instanceof Element && target.closest(TAKEN) !== null) || panel.current?.closest('[inert]') !== null;
    const down = (event: KeyboardEvent) => {
      if (elsewhere(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const one = collector.classes.peek()[Number(event.key) - 1];
      if (one) collector.choose(one.name);
      if (event.key !== ' ' || !live) return;
      event.preventDefault();
      if (!event.repeat) collector.press();
    };
    const up = (event: KeyboardEvent) => event.key === ' ' && live && collector.release();
    const leave = () => collector.endBurst();
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', leave);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', leave);
    };
  }, [collector, live]);
  return panel;
}
