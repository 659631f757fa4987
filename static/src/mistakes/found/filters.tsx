/** What of a test is looked at: the six kinds with their counts, a class, and how sure an answer must be. */

import { lang, t } from '../../texts';
import type { BoxMarksEvent } from '../../types';
import { Term } from '../term';
import type { Finding } from './choice';
import { Swatch } from './drawn';
import { KINDS, ORDER } from './kinds';
import type { Counts } from './seen';

const STEP = 0.01;
const SUREST = 0.95;

interface FiltersProps {
  finding: Finding;
  test: BoxMarksEvent;
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
          <button key={kind} class="kind" aria-pressed={kind === chosen} title={t(KINDS[kind].help)} disabled={!counts[kind] && kind !== chosen} onClick={() => (finding.kind.value = kind === chosen ? null : kind)}>
            <Swatch kind={kind} /><span class="grow">{t(KINDS[kind].name)}</span><b class="num">{counts[kind]}</b>
          </button>
        ))}
      </div>
      <div class="row found-more">
        <select class="choice" key={lang.value} aria-label={t('class')} title={t('class')} value={finding.label.value ?? ''} onChange={({ currentTarget: { value } }) => (finding.label.value = value === '' ? null : Number(value))}>
          <option value="">{t('allClasses')}</option>
          {test.classes.map((name, number) => <option key={number} value={number}>{name}</option>)}
        </select>
        {whole && <Sureness finding={finding} test={test} />}
      </div>
    </div>
  );
}

function Sureness({ finding, test }: { finding: Finding; test: BoxMarksEvent }) {
  const least = test.confidence;
  const value = finding.confidence.value ?? least;
  if (least >= SUREST) return null;
  return (
    <div class="row sureness">
      <label class="row grow">
        <span>{t('surerThan')}</span>
        <input type="range" min={least} max={SUREST} step={STEP} value={value} onInput={({ currentTarget }) => (finding.confidence.value = Number(currentTarget.value) <= least ? null : Number(currentTarget.value))} />
        <b class="num">{Math.round(100 * value)}%</b>
      </label>
      <Term of="sureness" />
    </div>
  );
}
