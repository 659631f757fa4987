/** The whole page takes a zip or a folder that is dropped on it. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon';
import type { Opened } from '../state/opened';
import { t } from '../texts';
import { droppedFiles, upload } from './upload';

const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropZone({ opened }: { opened: Opened }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!brings(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => !event.relatedTarget && setOver(false);
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!brings(event)) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer!).then((bundle) => upload(opened, bundle));
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [opened]);
  if (!over) return null;
  return (
    <div class="drop" aria-hidden="true">
      <div class="drop-card"><Icon name="image" size="l" /><b>{t('dropHere')}</b><span>{t('dropText')}</span></div>
    </div>
  );
}
