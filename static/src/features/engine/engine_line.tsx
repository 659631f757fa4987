/** The training engine on its way: a quiet line below the top bar, and what a training says that waits for it. */

import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { EngineStatus } from '../../lib/types';
import { engine, engineReady, pauseEngine, resumeEngine } from './engine_store';
import './texts';

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000 * MEGABYTE;
const MINUTE = 60;

export function EngineLine() {
  const status = engine.value;
  if (engineReady.value || (status.state === 'absent' && !status.possible)) return null;
  const coming = isComing(status);
  return (
    <section class={`engine-line ${status.state}`} aria-label={t('engine')}>
      <Icon name={status.state === 'failed' ? 'warning' : 'brain'} size="s" />
      <span class="engine-words" role="status">
        {say(status.reason && status.state === 'failed' ? status.reason : t(WORDS[status.state]))}
      </span>
      {coming && <EngineBar status={status} />}
      <span class="engine-numbers num">{describeNumbers(status)}</span>
      {coming ? (
        <button class="btn ghost" onClick={() => pauseEngine()}>
          {t('engineLater')}
        </button>
      ) : (
        <button class="btn" onClick={() => resumeEngine()}>
          {t(status.state === 'absent' ? 'engineFetch' : 'engineGoOn')}
        </button>
      )}
    </section>
  );
}

/** In the place of a training's progress, while it waits. */
export function EngineWait() {
  const status = engine.value;
  const left = status.state === 'fetching' ? describeTime(status.seconds) : '';
  return (
    <>
      <p class="cap">
        {status.state === 'failed' && status.reason
          ? say(status.reason)
          : left
            ? t('engineAwaitedTime', { t: left })
            : t('engineAwaited')}
      </p>
      <EngineBar status={status} />
      <p class="cap num">{describeNumbers(status)}</p>
    </>
  );
}

const WORDS = {
  ready: 'engineHere',
  absent: 'engineAbsent',
  planning: 'enginePlanning',
  fetching: 'engineFetching',
  installing: 'engineInstalling',
  paused: 'enginePaused',
  failed: 'enginePaused',
} as const;

const isComing = ({ state }: EngineStatus) => state === 'planning' || state === 'fetching' || state === 'installing';

function EngineBar({ status }: { status: EngineStatus }) {
  const [done, total] =
    status.state === 'installing' ? [status.installed, status.packages] : [status.done, status.total];
  return (
    <span class="bar engine-bar" aria-hidden="true">
      <i style={{ width: `${total ? Math.min(100, (100 * done) / total) : 0}%` }} />
    </span>
  );
}

function describeNumbers(status: EngineStatus): string {
  const { state, done, total, speed, installed, packages } = status;
  if (state === 'installing') return packages ? t('engineParts', { n: String(installed), m: String(packages) }) : '';
  if (!total || state === 'planning') return '';
  const parts = [t('engineOf', { n: formatBytes(done), m: formatBytes(total) })];
  if (speed) parts.push(t('engineSpeed', { n: formatBytes(speed) }));
  const left = describeTime(status.seconds);
  if (left) parts.push(t('engineLeft', { t: left }));
  return parts.join(' · ');
}

function describeTime(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds < MINUTE
    ? t('engineSeconds', { n: Math.max(1, seconds) })
    : t('engineMinutes', { n: Math.ceil(seconds / MINUTE) });
}

function formatBytes(bytes: number): string {
  return bytes < GIGABYTE ? `${Math.round(bytes / MEGABYTE)} MB` : `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
