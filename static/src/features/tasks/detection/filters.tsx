/** What of a test is looked at: the six kinds with their counts, a class, and how sure an answer must be. */

import { formatNumber, lang, t } from '../../../lib/texts';
import { Term } from '../../evaluation/term';
import { Swatch } from './annotated_image';
import { ERROR_TYPES, ORDER } from './error_types';
import type { DetectionSelection } from './selection';
import type { Counts } from './visible_detections';
import '../../evaluation/texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { formatPercent } from '../../../lib/numbers/shares';

const STEP = 0.01;
/** Hardly any answer is surer: from here on there is nothing to choose. */
const SUREST = 0.95;
/** A shorter piece of the scale has no room for words. */
const WORDED = 0.35;

interface FiltersProps {
  finding: DetectionSelection;
  test: DetectionEvaluationEvent;
  counts: Counts;
  /** Whether the counts can follow the confidence. */
  whole: boolean;
}

export function Filters({ finding, test, counts, whole }: FiltersProps) {
  const chosen = finding.kind.value;
  return (
    <div class="found-filters">
      <div class="kinds" role="group" aria-label={t('whatBecame')}>
        {ORDER.map((kind) => (
          <button
            key={kind}
            class="kind"
            aria-pressed={kind === chosen}
            title={t(ERROR_TYPES[kind].help)}
            disabled={!counts[kind] && kind !== chosen}
            onClick={() => (finding.kind.value = kind === chosen ? null : kind)}
          >
            <Swatch kind={kind} />
            <span class="grow">{t(ERROR_TYPES[kind].name)}</span>
            <b class="num">{formatNumber(counts[kind])}</b>
          </button>
        ))}
      </div>
      <div class="row found-more">
        <select
          class="choice"
          key={lang.value}
          aria-label={t('class')}
          title={t('class')}
          value={finding.label.value ?? ''}
          onChange={({ currentTarget: { value } }) => (finding.label.value = value === '' ? null : Number(value))}
        >
          <option value="">{t('allClasses')}</option>
          {test.classes.map((name, number) => (
            <option key={number} value={number}>
              {name}
            </option>
          ))}
        </select>
        {whole && <ConfidenceSlider finding={finding} test={test} />}
      </div>
    </div>
  );
}

/** A scale of all confidences. What the test did not keep is marked at its beginning, and the handle stays beyond. */
function ConfidenceSlider({ finding, test }: { finding: DetectionSelection; test: DetectionEvaluationEvent }) {
  const least = test.confidence;
  const value = finding.confidence.value ?? least;
  const percent = formatPercent(value);
  if (least >= SUREST) return null;
  return (
    <div class="row sureness">
      <label class="row grow">
        <span>{t('leastConfidence')}</span>
        <b class="num">{percent}</b>
        <span class="scale" style={{ '--least': least }}>
          <i class="scale-closed" title={t('notKeptBelow', { p: Math.round(100 * least) })} />
          <input
            type="range"
            min={least}
            max={1}
            step={STEP}
            value={value}
            aria-valuetext={percent}
            onInput={({ currentTarget }) =>
              (finding.confidence.value = Number(currentTarget.value) <= least ? null : Number(currentTarget.value))
            }
          />
          <span class="scale-ends cap num" aria-hidden="true">
            <span>0</span>
            <span>{least >= WORDED && t('notKeptShort')}</span>
            <span>100%</span>
          </span>
        </span>
      </label>
      <Term of="sureness" />
    </div>
  );
}
