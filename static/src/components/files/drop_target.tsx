/** The whole page takes files that are dropped on it. */

import { useEffect, useState } from 'preact/hooks';
import { Icon, type IconName } from '../icon';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

interface DropProps {
  icon: IconName;
  title: string;
  text: string;
  onDrop(transfer: DataTransfer): void;
}

export function DropZone({ icon, title, text, onDrop: take }: DropProps) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => !event.relatedTarget && setOver(false);
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(event.dataTransfer!);
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [take]);
  if (!over) return null;
  return (
    <div class="drop" aria-hidden="true">
      <div class="drop-card">
        <Icon name={icon} size="l" />
        <b>{title}</b>
        <span>{text}</span>
      </div>
    </div>
  );
}
