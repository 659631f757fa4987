/** Takes a data set along: a zip in a format that other programs read. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { Dataset, FormatRow } from '../../lib/dataset_types';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import * as calls from './api';
import type { DatasetStore } from './store';
import './texts';
import '../../lib/common_texts';

export function ExportDialog({ store, set, onClose }: { store: DatasetStore; set: Dataset; onClose(): void }) {
  const [formats, setFormats] = useState<FormatRow[] | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  useEffect(() => {
    calls.fetchFormats(store.opened.id, set.name).then(setFormats, (error) => setTrouble(api.describeError(error)));
  }, []);
  const startExport = () => {
    showToast(t('exporting'));
    onClose();
  };
  return (
    <Dialog title={t('exportSet', { name: set.name })} onClose={onClose}>
      <p>{t('exportText')}</p>
      {trouble && (
        <p class="bad-text" role="alert">
          {say(trouble)}
        </p>
      )}
      {!formats && !trouble && (
        <p class="cap" role="status">
          {t('viewWait')}
        </p>
      )}
      <ul class="data-formats">
        {formats?.map((one) => (
          <li key={one.name}>
            <a
              class="btn wide"
              href={calls.makeExportUrl(store.opened.id, set.name, one.name)}
              download=""
              onClick={startExport}
            >
              <Icon name="download" />
              <span class="grow">{say(one.title)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
