/** Around the drawing of chance: the verdict, what was done to the data in between, and what can be done. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../../components/icon';
import { goToView } from '../../../lib/route';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { DataChange } from './api';
import { type Judgment, VerdictPill } from './verdict';
import './texts';
import { tellOfSamples } from '../sample_words';

const PARTS: Record<keyof DataChange['pictures'], Key> = { train: 'dataTrain', val: 'dataVal' };

interface ChanceFrameProps {
  opened: ProjectStore;
  data: DataChange | null | undefined;
  /** Null before the comparison. */
  judgment: Judgment | null;
  /** Whether both tests had the same pictures, known by their content or by their names alone; null: they had not. */
  same: 'certain' | 'by_name' | null;
  /** The drawing of chance, and what else is said of it. */
  children: ComponentChildren;
  /** What can be done. */
  foot?: ComponentChildren;
  /** Leads to the pictures that got worse; null: none did. */
  worse: { label: string; class: string; show(): void } | null;
}

export function ChanceFrame({ opened, data, judgment, same, children, foot, worse }: ChanceFrameProps) {
  const set = /^data\/([^/]+)$/.exec(data?.path ?? '')?.[1];
  return (
    <section class="pane cmp-pane" aria-label={t('couldBeChance')}>
      <header class="pane-head cmp-pane-head">
        <h2>{t('couldBeChance')}</h2>
        {judgment && <VerdictPill {...judgment} />}
      </header>
      <div class="cmp-pane-body">
        {children}
        {data && <DataChanges data={data} />}
        {same && (
          <p class={`row cmp-fair ${same === 'certain' ? 'ok-text' : ''}`}>
            <Icon name={same === 'certain' ? 'ok' : 'info'} />
            {tellOfSamples(same === 'certain' ? 'sameQuestions' : 'sameNames')}
          </p>
        )}
      </div>
      {foot}
      {(set || worse) && (
        <footer class="row cmp-foot">
          {set && (
            <button class="btn" onClick={() => goToView(opened.id, 'data', set)}>
              {t('seeData')}
            </button>
          )}
          {worse && (
            <button class={`btn grow ${worse.class}`} onClick={() => worse.show()}>
              {worse.label}
            </button>
          )}
        </footer>
      )}
    </section>
  );
}

function DataChanges({ data }: { data: DataChange }) {
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
            <span class="grow">{tellOfSamples(PARTS[part])}</span>
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
