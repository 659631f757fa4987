/** Pictures that are dropped on an open project are sent to become a data set. */

import { DropZone } from '../../components/drop_target';
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
      onDrop={(transfer) => void readDroppedFiles(transfer).then((bundle) => upload(opened, bundle))}
    />
  );
}
