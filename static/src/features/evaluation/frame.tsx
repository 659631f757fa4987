/** What stands around every test: the head with the choice of a test, and a side. */

import type { ComponentChildren } from 'preact';
import { goToView } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { TestChooser } from './rows';
import type { EvaluationStore, TestRow } from './store';
import '../../lib/common_texts';
import './texts';

interface EvaluationFrameProps {
  opened: ProjectStore;
  store: EvaluationStore;
  row: TestRow;
  class?: string;
  /** Behind the choice of a test. */
  head?: ComponentChildren;
  side: ComponentChildren;
  children: ComponentChildren;
}

export function EvaluationFrame({ opened, store, row, class: look = '', head, side, children }: EvaluationFrameProps) {
  return (
    <div class={`mistakes ${look}`}>
      <div class="mistakes-main">
        <header class="row mistakes-head">
          <h1>{t('viewMistakes')}</h1>
          <TestChooser
            rows={store.rows.value ?? []}
            chosen={row.key}
            label={t('whichTest')}
            onChoose={(key) => goToView(opened.id, 'mistakes', key)}
          />
          {head}
        </header>
        {children}
      </div>
      {side}
    </div>
  );
}
