/** The model files in the bin: the way back, and the end. */

import { useState } from 'preact/hooks';
import { confirmAction } from '../../components/confirm';
import { Icon } from '../../components/icon';
import type { BinnedModel } from '../../lib/api';
import { t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import { formatSize, type ModelFiles } from '../model_files/model_files';
import { getModelName } from '../model_files/model_names';
import '../model_files/texts';
import '../../lib/common_texts';

export function ModelBin({ files }: { files: ModelFiles }) {
  const [open, setOpen] = useState(false);
  const rows = files.bin.value;
  if (!rows.length) return null;
  return (
    <section class="model-bin" aria-label={t('modelBin', { n: rows.length })}>
      <button class="btn link" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="trash" size="s" />
        <span>{t('modelBin', { n: rows.length })}</span>
      </button>
      {open && (
        <ul class="panel">
          {rows.map((one) => (
            <Row key={one.id} files={files} row={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ files, row }: { files: ModelFiles; row: BinnedModel }) {
  const name = getModelName(row.path);
  const writable = !files.opened.readOnly.value;
  const erase = async () => {
    const words = { title: t('modelErase', { name }), text: t('modelEraseText'), act: t('deleteForGood') };
    if (await confirmAction(words)) await files.erase(row);
  };
  return (
    <li class="row">
      <span class="grow">
        <b title={row.path}>{name}</b>
        <span class="cap">
          {t('modelBinnedWhen', { when: formatDate(row.deleted) })} · {formatSize(row.bytes)}
        </span>
      </span>
      {writable && (
        <>
          <button class="btn" aria-label={t('modelRestoreNamed', { name })} onClick={() => void files.restore(row.id)}>
            <Icon name="history" />
            <span>{t('modelRestore')}</span>
          </button>
          <button
            class="btn ghost ic"
            aria-label={t('modelErase', { name })}
            title={t('modelErase', { name })}
            onClick={() => void erase()}
          >
            <Icon name="trash" />
          </button>
        </>
      )}
    </li>
  );
}
