/**
 * The buttons of a program that goes by steps: Step, which becomes Pause and Next at the same place, Continue, and slow
 * motion.
 */

import { Icon } from '../../components/icon';
import { connected } from '../../lib/socket';
import { type Key, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';

const ENDING = ['starting', 'stopping', 'forcing'];

/** What the button does now: begin with a pause, pause, or go one line further. */
export function getStepLabel(opened: ProjectStore): Key {
  const { run } = opened;
  if (run.paused.value) return 'stepNext';
  if (!run.busy.value || run.shown.value === 'ready') return 'stepBegin';
  return run.pace.stepping.value ? 'stepPausing' : 'stepPause';
}

export function stepOrPause(opened: ProjectStore): void {
  if (opened.run.busy.peek()) void opened.run.pace.step();
  else void opened.start({ step: true });
}

export function DebugButtons({ opened }: { opened: ProjectStore }) {
  const { run } = opened;
  const word = getStepLabel(opened);
  const paused = word === 'stepNext';
  const away = !connected.value;
  // Not `disabled`: that would take the focus away from whoever steps by keyboard.
  const off = word === 'stepPausing' || ENDING.includes(run.shown.value);
  const slow = run.pace.slow.value;
  return (
    <span class={`steps ${paused ? 'held' : ''}`}>
      {paused && (
        <button
          class="btn go-on"
          disabled={away}
          aria-label={t('goOn')}
          title={`${t('goOn')} (F8)`}
          onClick={() => void run.pace.goOn()}
        >
          <Icon name="play" />
          <span>{t('goOn')}</span>
        </button>
      )}
      <button
        class="btn ghost ic slow"
        aria-pressed={slow}
        aria-label={t('slowMotion')}
        title={t('slowMotion')}
        onClick={() => void run.pace.setSlow(!slow)}
      >
        <Icon name="turtle" />
      </button>
      <button
        class={`btn step ${paused ? 'pri' : ''}`}
        id="step"
        disabled={away}
        aria-disabled={off}
        title={`${t(word)} (F9)`}
        onClick={() => stepOrPause(opened)}
      >
        <Icon name={word === 'stepPause' || word === 'stepPausing' ? 'pause' : 'step'} />
        <span>{t(word)}</span>
      </button>
    </span>
  );
}
