/** Brings a table's file into the project: it is sent, what was guessed of it is shown, and somebody takes it. */

import { signal } from '@preact/signals';
import { render } from 'preact';
import { showToast } from '../../../../components/toast';
import { describeError } from '../../../../lib/api';
import type { TableImportFound } from '../../../../lib/dataset_types';
import { pollJob } from '../../../../lib/job_polling';
import { goToView } from '../../../../lib/route';
import { say, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { getDatasetStore } from '../../store';
import { dropTable, sendTable, takeTable } from '../table_api';
import { type ImportChoice, TableImportDialog } from './import_dialog';
import '../../../project/texts';
import './texts';
import '../../../../lib/common_texts';

/**
 * asDataset: imports the file in the usual way instead; onTaken: what is done with the table, none: it is shown. A
 * sentence says why a file is no table.
 */
export async function bringTable(
  opened: ProjectStore,
  file: File,
  asDataset: () => void,
  onTaken = (name: string) => goToView(opened.id, 'data', name),
): Promise<void> {
  try {
    const { job, import: waiting } = await sendTable(opened.id, file);
    showToast(t('tableSent', { name: file.name }));
    const ended = await pollJob<TableImportFound>(opened.id, job, signal(false), () => {});
    if (!ended.result) {
      void dropTable(opened.id, waiting).catch(() => {});
      return showToast(ended.text ? say(ended.text) : t('canceled'));
    }
    const choice = await askAbout(file.name, ended.result);
    if (choice === null || choice === 'dataset') {
      await dropTable(opened.id, waiting);
      return choice ? asDataset() : showToast(t('canceled'));
    }
    const { name } = await takeTable(opened.id, waiting, choice);
    await getDatasetStore(opened).load();
    onTaken(name);
  } catch (error) {
    showToast(say(describeError(error)));
  }
}

function askAbout(name: string, found: TableImportFound): Promise<ImportChoice> {
  const place = document.body.appendChild(document.createElement('div'));
  return new Promise((resolve) => {
    const answer = (choice: ImportChoice) => {
      render(null, place);
      place.remove();
      resolve(choice);
    };
    render(<TableImportDialog name={name} about={found.about} onAnswer={answer} />, place);
  });
}
