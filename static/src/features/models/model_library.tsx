/** The shelf: models that every project of this studio can take. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { formatValue, getScore } from '../../lib/numbers/metric_format';
import { t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { LibraryRow } from '../../lib/types';
import { formatSize, getTask, type ModelFiles } from '../model_files/model_files';
import '../model_files/texts';
import '../../lib/common_texts';

export function ModelLibrary({ files }: { files: ModelFiles }) {
  const rows = files.shelf.value;
  return (
    <section aria-labelledby="shelf">
      <div class="section-head">
        <h2 id="shelf">{t('shelf')}</h2>
        <span class="cap">{t('shelfText')}</span>
      </div>
      {rows.length ? (
        <ul class="shelf">
          {rows.map((one) => (
            <Card key={one.id} files={files} row={one} />
          ))}
        </ul>
      ) : (
        <p class="panel shelf-empty mut">
          <Icon name="shelf" />
          <span>{t('shelfEmpty')}</span>
        </p>
      )}
    </section>
  );
}

function Card({ files, row }: { files: ModelFiles; row: LibraryRow }) {
  const [sure, ask] = useState(false);
  const { name, value } = getScore(row);
  const score =
    value === null
      ? null
      : `${name === 'accuracy' ? t('checkMark') : name === 'mae' ? t('meanError') : name} ${formatValue(name, value)}`;
  const about = [
    getTask(row),
    row.kind === 'onnx' ? 'ONNX' : 'PyTorch',
    row.model,
    row.classes?.length && !row.numbers ? t('classCount', { n: row.classes.length }) : null,
    score,
    formatSize(row.bytes),
  ];
  return (
    <li class="panel shelf-card">
      <b class="ell" title={row.title}>
        {row.title}
      </b>
      <span class="cap">{about.filter(Boolean).join(' · ')}</span>
      <span class="cap shelf-from">{t('shelfFrom', { name: row.from, t: formatDate(row.time) })}</span>
      <span class="row">
        <button class="btn" onClick={() => void files.take(row)}>
          {t('takeIt')}
        </button>
        <span class="grow" />
        <button
          class="btn ghost ic"
          aria-label={t('takeOff', { name: row.title })}
          title={t('takeOff', { name: row.title })}
          onClick={() => ask(true)}
        >
          <Icon name="trash" />
        </button>
      </span>
      {sure && <RemoveConfirmation row={row} onYes={() => void files.remove(row)} onClose={() => ask(false)} />}
    </li>
  );
}

/** It cannot be taken back, so it is asked first. */
function RemoveConfirmation({ row, onYes, onClose }: { row: LibraryRow; onYes(): void; onClose(): void }) {
  const yes = () => {
    onYes();
    onClose();
  };
  return (
    <Dialog title={t('takeOff', { name: row.title })} onClose={onClose}>
      <p>{t('takeOffText')}</p>
      <div class="row dialog-foot">
        <button class="btn" onClick={onClose}>
          {t('cancel')}
        </button>
        <button class="btn stop" onClick={yes}>
          {t('takeOffYes')}
        </button>
      </div>
    </Dialog>
  );
}
