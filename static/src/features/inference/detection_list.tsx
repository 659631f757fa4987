/** What a model found, in words: how many of each class in large letters, and each thing with how sure the model is. */

import { useEffect, useState } from 'preact/hooks';
import { ColorDot } from '../../components/color_dot';
import { describeCounts } from '../../components/image_overlay';
import { measureColumns } from '../../components/text_width';
import { t } from '../../lib/texts';
import type { DetectionResult } from '../../lib/types';
import { MIN_CONFIDENCE } from '../../state/inference_settings';
import { getClassColor } from '../labels/labels';
import { filterByConfidence } from './detection_overlay';
import type { InferenceSession } from './inference_session';
import { Speed, Trouble } from './prediction';
import './texts';
import { formatPercent } from '../../lib/numbers/shares';

const MAX_LISTED = 60;
const LETTER = 8;
const SPOKEN_EVERY_MS = 3_000;

interface DetectionListProps {
  trial: InferenceSession<DetectionResult>;
  confidence: number;
  classes: string[];
  /** Whether one picture comes after the other. */
  moving: boolean;
}

export function DetectionList({ trial, confidence, classes, moving }: DetectionListProps) {
  const found = trial.guess.value;
  const things = found && filterByConfidence(found, confidence);
  const name = Math.max(3, ...classes.map(measureColumns));
  return (
    <div class="try-answer">
      {trial.trouble.value ? (
        <Trouble text={trial.trouble.value} onRetry={() => trial.retry()} />
      ) : (
        <Counts trial={trial} labels={things?.map((one) => one.label) ?? null} />
      )}
      {found && !things!.length && found.things.length > 0 && <p class="cap">{t('tryFainter')}</p>}
      <ul
        class="try-bars"
        aria-label={t('tryFoundList')}
        tabIndex={0}
        style={{ '--threshold': formatPercent(confidence), '--name': `${name * LETTER + 20}px` }}
      >
        {(things ?? []).slice(0, MAX_LISTED).map((one, number) => (
          <li key={number} data-label={one.label}>
            <span class="ell" title={one.label}>
              <ColorDot color={getClassColor(classes.indexOf(one.label))} /> {one.label}
            </span>
            <span class="try-track" aria-hidden="true">
              <i style={{ width: formatPercent(one.confidence) }} />
            </span>
            <span class="num right">{formatPercent(one.confidence)}</span>
          </li>
        ))}
        {things && things.length > MAX_LISTED && (
          <li class="cap">{t('tryFoundMore', { n: things.length - MAX_LISTED })}</li>
        )}
      </ul>
      <div class="row try-order">{found && <Speed trial={trial} ms={found.ms} moving={moving} />}</div>
      <Spoken trial={trial} confidence={confidence} />
    </div>
  );
}

/** labels: of the things that count; null before the first answer. */
function Counts({ trial, labels }: { trial: InferenceSession<DetectionResult>; labels: string[] | null }) {
  if (!labels)
    return (
      <div class="try-winner waiting">
        <b>{t(trial.asking.value ? 'tryWaking' : 'tryPoint')}</b>
      </div>
    );
  if (!labels.length)
    return (
      <div class="try-winner unknown" data-count="0">
        <b>{t('tryFoundNothing')}</b>
      </div>
    );
  return (
    <div class="try-winner" data-count={labels.length}>
      <b>{t('tryFound', { n: labels.length })}</b>
      <span>{describeCounts(labels)}</span>
    </div>
  );
}

export function ConfidenceSlider({ confidence, onChange }: { confidence: number; onChange(confidence: number): void }) {
  return (
    <div class="try-set">
      <label class="try-slider">
        <span>{t('tryConfidence')}</span>
        <b class="num">{formatPercent(confidence)}</b>
        <input
          type="range"
          min={MIN_CONFIDENCE}
          max={0.95}
          step={0.01}
          value={confidence}
          onInput={(event) => onChange(Number(event.currentTarget.value))}
        />
      </label>
    </div>
  );
}

/** The answer for screen readers, at most every 3 seconds. */
function Spoken({ trial, confidence }: { trial: InferenceSession<DetectionResult>; confidence: number }) {
  const [words, setWords] = useState('');
  useEffect(() => {
    const speak = () => {
      const found = trial.guess.peek();
      setWords(
        found
          ? describeCounts(filterByConfidence(found, confidence).map((one) => one.label)) || t('tryFoundNothing')
          : '',
      );
    };
    const timer = setInterval(speak, SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [trial, confidence]);
  return (
    <p class="sr" role="status">
      {words}
    </p>
  );
}
