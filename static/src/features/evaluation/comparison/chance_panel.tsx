/** The right side of the comparison: could it be chance, and what was done to the data in between. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { goToView } from '../../../lib/route';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Comparison, DataChange } from './api';
import { ChangeLightbox } from './lightbox';
import { RestoreModel } from './restore_model';
import { TossChart } from './toss_chart';
import type { ComparisonState } from './use_comparison';
import { describeVerdict, getTone, judge, VerdictPill } from './verdict';
import './texts';

const PARTS: Record<keyof DataChange['pictures'], Key> = { train: 'dataTrain', val: 'dataVal' };

interface ChancePanelProps {
  opened: ProjectStore;
  state: ComparisonState;
  /** The runs of the test before and of this one. */
  before: string | null;
  after: string;
}

export function ChancePanel({ opened, state: { answer }, before, after }: ChancePanelProps) {
  const comparison = answer?.comparison;
  const [large, setLarge] = useState<number | null>(null);
  const set = /^data\/([^/]+)$/.exec(answer?.data?.path ?? '')?.[1];
  const broken = comparison?.broken ?? [];
  const worse = before !== null && answer?.restorable && comparison && comparison.after < comparison.before;
  return (
    <section class="pane cmp-pane" aria-label={t('couldBeChance')}>
      <header class="pane-head cmp-pane-head">
        <h2>{t('couldBeChance')}</h2>
        {comparison && <VerdictPill {...judge(comparison)} />}
      </header>
      <div class="cmp-pane-body">
        {comparison && <Chance comparison={comparison} />}
        {answer?.data && <DataChanges data={answer.data} />}
        {comparison && asksTheSame(comparison) && (
          <p class={`row cmp-fair ${comparison.certain ? 'ok-text' : ''}`}>
            <Icon name={comparison.certain ? 'ok' : 'info'} />
            {t(comparison.certain ? 'sameQuestions' : 'sameNames')}
          </p>
        )}
      </div>
      {worse && (
        <footer class="row cmp-foot cmp-back">
          <RestoreModel key={`${before} ${after}`} opened={opened} before={before} after={after} />
        </footer>
      )}
      {(set || broken.length > 0) && (
        <footer class="row cmp-foot">
          {set && (
            <button class="btn" onClick={() => goToView(opened.id, 'data', set)}>
              {t('seeData')}
            </button>
          )}
          {broken.length > 0 && (
            <button class={`btn grow ${worse ? '' : 'pri'}`} onClick={() => setLarge(0)}>
              {t('seeBroken', { n: broken.length })}
            </button>
          )}
        </footer>
      )}
      {large !== null && broken[large] && (
        <ChangeLightbox project={opened.id} pictures={broken} index={large} onGo={setLarge} />
      )}
    </section>
  );
}

const asksTheSame = ({ only_before, only_after, relabelled, replaced }: Comparison) =>
  !(only_before + only_after + relabelled + replaced);

function Chance({ comparison }: { comparison: Comparison }) {
  const { fixed, broken, luck } = comparison;
  const changed = fixed.length + broken.length;
  return (
    <>
      <p>{changed ? t('someChanged', { n: changed }) : t('noneChanged')}</p>
      {changed > 0 && <TossChart tosses={changed} heads={fixed.length} luck={luck} tone={getTone(judge(comparison))} />}
      <p class="cmp-conclusion">{describeVerdict(judge(comparison))}</p>
    </>
  );
}

export function DataChanges({ data }: { data: DataChange }) {
  const parts = Object.entries(data.pictures) as [keyof DataChange['pictures'], [number, number]][];
  const silent = !data.edits && !parts.length;
  return (
    <section>
      <h3>{t('dataChanged')}</h3>
      <ul class="cmp-data">
        {Boolean(data.edits) && (
          <li>
            <Icon name="pencil" />
            <span class="grow">{t('dataEdits', { n: data.edits! })}</span>
          </li>
        )}
        {parts.map(([part, [was, now]]) => (
          <li key={part}>
            <Icon name="image" />
            <span class="grow">{t(PARTS[part])}</span>
            <b class="num">
              {was} → {now}
            </b>
          </li>
        ))}
        {silent && (
          <li>
            <Icon name={data.same ? 'ok' : 'info'} />
            <span class="grow">{t(data.same ? 'dataSame' : 'dataOther')}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
