/** The shelf: models that every project of this studio can take. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import { whenWas } from '../../lib/time';
import type { ShelfRow } from '../../lib/types';
import { figure, scoreOf } from '../output/number_format';
import { type Files, sizeOf, taskOf } from './model_files';
import './texts';
import '../../lib/common_texts';

export function Shelf({ files }: { files: Files }) {
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

function Card({ files, row }: { files: Files; row: ShelfRow }) {
  const [sure, ask] = useState(false);
  const { name, value } = scoreOf(row);
  const score = value === null ? null : `${name === 'mAP50' ? name : t('correct')} ${figure(name, value)}`;
  const about = [
    taskOf(row),
    row.kind === 'onnx' ? 'ONNX' : 'PyTorch',
    row.model,
    row.classes?.length ? t('classCount', { n: row.classes.length }) : null,
    score,
    sizeOf(row.bytes),
  ];
  return (
    <li class="panel shelf-card">
      <b class="ell" title={row.title}>
        {row.title}
      </b>
      <span class="cap">{about.filter(Boolean).join(' · ')}</span>
      <span class="cap shelf-from">{t('shelfFrom', { name: row.from, t: whenWas(row.time) })}</span>
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
      {sure && <Sure row={row} onYes={() => void files.remove(row)} onClose={() => ask(false)} />}
    </li>
  );
}

/** It cannot be taken back, so it is asked first. */
function Sure({ row, onYes, onClose }: { row: ShelfRow; onYes(): void; onClose(): void }) {
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
