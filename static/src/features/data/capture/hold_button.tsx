/** The button that is held, by mouse, finger or space bar, and the keys of collecting. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { listenForHold, makeHoldPointer } from '../../../components/hold';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import { type CaptureSession, COUNTED_IN } from './capture_session';
import { getSettings } from './settings';
import './texts';

interface HoldButtonProps {
  project: string;
  collector: CaptureSession;
  /** What the keys do. */
  keys: 'colHoldKey' | 'colHoldSpace';
}

export function HoldButton({ project, collector, keys }: HoldButtonProps) {
  const { countdown } = getSettings(project).value;
  const [phase, ready] = [collector.phase.value, collector.ready.value];
  const pointer = makeHoldPointer({
    down: () => collector.press(),
    release: () => collector.release(),
    leave: () => collector.endBurst(),
  });
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
        class={`btn big wide hold col-hold ${ready ? 'pri' : ''} ${phase}`}
        disabled={!ready}
        {...pointer}
        onKeyDown={(event) => event.key === 'Enter' && !event.repeat && collector.press()}
        onKeyUp={(event) => event.key === 'Enter' && collector.release()}
      >
        <Icon name={phase !== 'rest' && countdown ? 'square' : 'camera'} />
        <span>{t(words, { n: COUNTED_IN })}</span>
      </button>
      <p class="cap">{t(keys)}</p>
    </div>
  );
}

/** The space bar holds, a digit chooses a class. Gives the element that hears the keys to its view. */
export function useKeys(collector: CaptureSession, live: boolean) {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () =>
      listenForHold({
        down: () => live && collector.press(),
        release: () => live && collector.release(),
        leave: () => collector.endBurst(),
        choose: (at) => {
          const one = collector.classes.peek()[at];
          if (one) collector.choose(one.name);
        },
        isElsewhere: () => panel.current?.closest('[inert]') !== null,
      }),
    [collector, live],
  );
  return panel;
}
