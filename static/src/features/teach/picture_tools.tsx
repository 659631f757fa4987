/** Pictures without a camera: from files, or drawn. */

import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon, type IconName } from '../../components/icon';
import { t } from '../../lib/texts';
import { DrawingPad } from '../output/drawing_pad';
import './texts';

interface ToolsProps {
  onPictures(pictures: Blob[]): void;
  /** The class that they are for, where the buttons are signs alone. */
  of?: string;
  /** Only one file at a time. */
  single?: boolean;
  /** Photographs alone: nothing is drawn. */
  plain?: boolean;
}

export function PictureTools({ onPictures, of, single = false, plain = false }: ToolsProps) {
  const files = useRef<HTMLInputElement>(null);
  const [drawing, setDrawing] = useState(false);
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    input.value = ''; // the same files may be chosen again
    if (chosen.length) onPictures(chosen);
  };
  return (
    <>
      <Tool
        icon="image"
        label={of ? t('teachFilesOf', { name: of }) : t('teachFiles')}
        bare={!!of}
        onPress={() => files.current?.click()}
      />
      <input
        type="file"
        hidden
        ref={files}
        accept="image/*"
        multiple={!single}
        onChange={(event) => take(event.currentTarget)}
      />
      {!plain && (
        <Tool
          icon="pencil"
          label={of ? t('teachDrawOf', { name: of }) : t('teachDraw')}
          bare={!!of}
          onPress={() => setDrawing(true)}
        />
      )}
      {drawing && (
        <Dialog title={t('teachDraw')} onClose={() => setDrawing(false)}>
          <DrawingPad
            busy={false}
            onPicture={(picture) => {
              setDrawing(false);
              onPictures([picture]);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function Tool({ icon, label, bare, onPress }: { icon: IconName; label: string; bare: boolean; onPress(): void }) {
  return bare ? (
    <button class="btn ghost ic" aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  ) : (
    <button class="btn" onClick={onPress}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
