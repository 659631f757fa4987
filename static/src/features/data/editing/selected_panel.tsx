/** What is selected: some of the pictures, their labels and parts, and the keys. */

import type { PictureRow } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getSplitName } from '../../labels/labels';
import * as calls from '../api';
import type { DatasetStore } from '../store';
import '../texts';
import './texts';

const SHOWN = 6;

export function SelectedPanel({ store }: { store: DatasetStore }) {
  const { edits } = store;
  const count = edits.selection.count.value;
  const rows = edits.listSelectedRows();
  const set = store.name.value ?? '';
  return (
    <div class="edit-selected">
      <h3>{t('editSelectedHead', { n: count })}</h3>
      {rows.length > 0 && (
        <>
          <div class="edit-six">
            {rows.slice(0, SHOWN).map((row, at) => (
              <span key={row.path} class="edit-one">
                <img
                  src={calls.makeThumbnailUrl(store.opened.id, set, row.path)}
                  alt={[row.labels.join(', '), getSplitName(row.split)].join(', ')}
                />
                {at === SHOWN - 1 && rows.length > SHOWN && <b>{t('editMore', { m: rows.length - SHOWN })}</b>}
              </span>
            ))}
          </div>
          <dl class="facts">
            <div>
              <dt>{t('label')}</dt>
              <dd class="data-labels">
                {countEach(rows, (row) => row.labels).map(([name, n]) => (
                  <span key={name} class="pill">
                    <span class="ell">{t('editOfEach', { name, n })}</span>
                  </span>
                ))}
              </dd>
            </div>
            <div>
              <dt>{t('part')}</dt>
              <dd>
                {countEach(rows, (row) => [getSplitName(row.split)])
                  .map(([name, n]) => t('editOfEach', { name, n }))
                  .join(' · ')}
              </dd>
            </div>
          </dl>
        </>
      )}
      <hr />
      <h3>{t('editTips')}</h3>
      <dl class="edit-keys">
        <Tip keys={[t('editKeyDrag'), t('editKeyShift')]} text={t('editTipMany')} />
        <Tip keys={['Ctrl', 'A']} text={t('editTipAll')} />
        {edits.canRelabel() && <Tip keys={['1', '–', '9']} text={t('editTipLabel')} />}
        <Tip keys={['Delete']} text={t('editTipDelete')} />
        <Tip keys={['Ctrl', 'Z']} text={t('editTipUndo')} />
      </dl>
      <p class="cap">{t('editSafe')}</p>
    </div>
  );
}

function Tip({ keys, text }: { keys: string[]; text: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

function countEach(rows: PictureRow[], list: (row: PictureRow) => string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const name of list(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}
