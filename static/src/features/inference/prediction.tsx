/**
 * What the model says: the winner in large letters, a bar for every class, and from where on it says that it does not
 * know.
 */

import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { measureColumns } from '../../components/text_width';
import { say, t } from '../../lib/texts';
import type { ClassificationResult, Text } from '../../lib/types';
import { getSource, type Settings } from '../../state/inference_settings';
import type { InferenceSession } from './inference_session';
import './texts';
import '../../lib/common_texts';
import { formatPercent, formatShares } from '../../lib/numbers/shares';

const SMOOTHEST = 15;
/** Of more classes than these only the likeliest are shown. */
const MAX_BARS = 40;
const LIKELIEST = 20;
/** Of a name, in Latin letters: it is written larger. */
const SHORT = 4;
const LETTER = 9;
const SPOKEN_EVERY_MS = 3_000;

interface PredictionProps {
  trial: InferenceSession<ClassificationResult>;
  settings: Settings;
  classes: string[];
  onSet(next: Partial<Settings>): void;
}

export function Prediction({ trial, settings, classes, onSet }: PredictionProps) {
  const guess = trial.guess.value;
  const many = (guess?.scores ?? classes).length > MAX_BARS;
  return (
    <div class="try-answer">
      {trial.trouble.value ? (
        <Trouble text={trial.trouble.value} onRetry={() => trial.retry()} />
      ) : (
        <Winner asking={trial.asking.value} guess={guess} settings={settings} />
      )}
      <Bars guess={guess} classes={classes} settings={settings} many={many} />
      <div class="row try-order">
        {!many && (
          <div class="seg" role="group" aria-label={t('tryOrder')}>
            <button aria-pressed={!settings.byScore} onClick={() => onSet({ byScore: false })}>
              {t('tryByClass')}
            </button>
            <button aria-pressed={settings.byScore} onClick={() => onSet({ byScore: true })}>
              {t('tryByConfidence')}
            </button>
          </div>
        )}
        {guess && <Speed trial={trial} ms={guess.ms} moving={getSource(settings) === 'camera'} />}
      </div>
      <Spoken guess={trial.guess} settings={settings} />
    </div>
  );
}

interface SpeedProps {
  trial: Pick<InferenceSession, 'rate' | 'held'>;
  ms: number;
  /** One picture comes after the other. */
  moving: boolean;
}

/** How long an answer takes. */
export function Speed({ trial, ms, moving }: SpeedProps) {
  const m = Math.max(1, Math.round(ms));
  if (trial.held.value) return <span class="cap">{t('tryPaused')}</span>;
  return (
    <span class="cap num">
      {trial.rate.value && moving ? t('trySpeed', { n: trial.rate.value, m }) : t('tryTook', { m })}
    </span>
  );
}

interface SlidersProps extends Pick<PredictionProps, 'settings' | 'onSet'> {
  /** Its answers have a confidence. */
  confident: boolean;
}

/** From where on it does not know, and how many pictures of the camera are averaged. */
export function Sliders({ settings, confident, onSet }: SlidersProps) {
  return (
    <div class="try-set">
      {confident && (
        <label class="try-slider">
          <span>{t('tryThreshold')}</span>
          <b class="num">{formatPercent(settings.threshold)}</b>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={settings.threshold}
            onInput={(event) => onSet({ threshold: Number(event.currentTarget.value) })}
          />
        </label>
      )}
      {getSource(settings) === 'camera' && (
        <label class="try-slider">
          <span>{t('trySmooth')}</span>
          <b class="num">{settings.smooth}</b>
          <input
            type="range"
            min={1}
            max={SMOOTHEST}
            step={1}
            value={settings.smooth}
            onInput={(event) => onSet({ smooth: Number(event.currentTarget.value) })}
          />
        </label>
      )}
    </div>
  );
}

/** As the library has it (`Result.label`): less sure than the threshold is not known. */
function isUnknown(guess: ClassificationResult, settings: Settings): boolean {
  return guess.confidence < settings.threshold;
}

export function Winner({
  guess,
  settings,
  asking = false,
  idle = t('tryPoint'),
}: {
  guess: ClassificationResult | null;
  settings: Settings;
  /** Whether the first answer is on its way. */
  asking?: boolean;
  /** What is said while nothing is asked and nothing was answered. */
  idle?: string;
}) {
  if (!guess)
    return (
      <div class="try-winner waiting">
        <b>{asking ? t('tryWaking') : idle}</b>
      </div>
    );
  const unknown = isUnknown(guess, settings);
  const sure = formatConfidence(guess);
  return (
    <div
      class={`try-winner ${unknown ? 'unknown' : measureColumns(guess.label) <= SHORT ? 'short' : ''}`}
      data-label={unknown ? '' : guess.label}
    >
      <b title={guess.label}>{unknown ? t('tryUnknown') : guess.label}</b>
      {sure && (
        <span class="num">{unknown ? t('tryClosest', { a: guess.label, p: sure }) : t('confidence', { p: sure })}</span>
      )}
    </div>
  );
}

/** As its bar has it; '' for an answer of several labels, or of none. */
function formatConfidence({ label, scores }: ClassificationResult): string {
  const at = scores.findIndex((one) => one.label === label);
  return at < 0 ? '' : formatShares(scores.map(({ score }) => score))[at];
}

/** A sentence of what went wrong, and a button that tries again. */
export function Trouble({ text, onRetry }: { text: Text; onRetry(): void }) {
  return (
    <div class="try-trouble" role="alert">
      <p class="row">
        <Icon name="alert" class="bad-text" />
        <span>{say(text)}</span>
      </p>
      <button class="btn" onClick={onRetry}>
        {t('retry')}
      </button>
    </div>
  );
}

interface BarsProps {
  guess: ClassificationResult | null;
  classes: string[];
  settings: Settings;
  many: boolean;
}

export function Bars({ guess, classes, settings, many }: BarsProps) {
  const given = guess?.scores ?? classes.map((label) => ({ label, score: 0 }));
  const percents = formatShares(given.map(({ score }) => score));
  const scores = given.map((one, at) => ({ ...one, percent: percents[at] }));
  const sorted = many || settings.byScore ? [...scores].sort((a, b) => b.score - a.score) : scores;
  const known = guess && !isUnknown(guess, settings);
  const name = Math.max(3, ...sorted.map(({ label }) => measureColumns(label)));
  return (
    <ul
      class="try-bars"
      aria-label={t('tryBars')}
      tabIndex={0}
      style={{ '--threshold': formatPercent(settings.threshold), '--name': `${name * LETTER}px` }}
    >
      {sorted.slice(0, many ? LIKELIEST : MAX_BARS).map(({ label, score, percent }, number) => (
        <li key={many || settings.byScore ? number : label} class={known && label === guess.label ? 'first' : ''}>
          <span class="ell" title={label}>
            {label}
          </span>
          <span class="try-track" aria-hidden="true">
            <i style={{ width: formatPercent(score) }} />
          </span>
          <span class="num right">{guess ? percent : ''}</span>
        </li>
      ))}
    </ul>
  );
}

/** The answer for screen readers, at most every 3 seconds. */
export function Spoken({
  guess,
  settings,
}: {
  guess: ReadonlySignal<ClassificationResult | null>;
  settings: Settings;
}) {
  const [words, setWords] = useState('');
  // Settings may be new at each answer, and answers come more often than anything is said.
  const latest = useRef(settings);
  latest.current = settings;
  useEffect(() => {
    const speak = () => {
      const said = guess.peek();
      setWords(!said ? '' : isUnknown(said, latest.current) ? t('tryUnknown') : said.label);
    };
    const timer = setInterval(speak, SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [guess]);
  return (
    <p class="sr" role="status">
      {words}
    </p>
  );
}
