/** Tables as a kind of data: what the page knows of them before the first is shown. */

import { lazy, loadPart } from '../../../components/lazy';
import { makeProjectPath, send } from '../../../lib/api';
import type { TableListRow } from '../../../lib/dataset_types';
import { TABLE_ENDING } from '../../../lib/files/table_endings';
import { t } from '../../../lib/texts';
import { registerFileKind } from '../../import/file_kinds';
import { registerDataKind } from '../data_kinds';
import './kind_texts';

registerDataKind({
  titles: () => ({ own: t('dataTables'), samples: t('tableSamples') }),
  owns: (name) => TABLE_ENDING.test(name),
  list: (project) => send<TableListRow[]>('GET', makeProjectPath(project, '/tables')),
  View: lazy(() => import('./table_view').then((module) => module.TableView)),
  Way: lazy(() => import('./record_rows').then((module) => module.RecordWay)),
});

registerFileKind({
  accepts: (name) => TABLE_ENDING.test(name),
  take: async (opened, file, asDataset) => {
    const part = await loadPart(() => import('./import/bring_table'));
    await part?.bringTable(opened, file, asDataset);
  },
});
