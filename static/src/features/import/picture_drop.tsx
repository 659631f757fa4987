/** What is dropped on an open project: pictures become a data set, a program of another Blockly becomes blocks. */

import { DropZone } from '../../components/files/drop_target';
import { showToast } from '../../components/toast';
import { goToProject } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { readDroppedFiles, upload } from './upload';
import '../project/texts';

export function PictureDrop({ opened }: { opened: ProjectStore }) {
  return (
    <DropZone
      icon="image"
      title={t('dropHere')}
      text={t('dropText')}
      onDrop={(transfer) => void take(opened, transfer)}
    />
  );
}

async function take(opened: ProjectStore, transfer: DataTransfer): Promise<void> {
  const [file, ...more] = transfer.files;
  if (more.length || !/\.(xml|json)$/i.test(file?.name ?? '')) return upload(opened, await readDroppedFiles(transfer));
  const text = await file.text();
  if ((await opened.requireCanvas()).paste(text)) goToProject(opened.id);
  else showToast(t('noBlocksInFile', { name: file.name }));
}
