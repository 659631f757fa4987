/** Another color for a class. */

import { Dialog } from '../../../../components/dialog';
import { t } from '../../../../lib/texts';
import { CLASS_COLORS } from '../../../labels/labels';
import { Swatch } from './swatch';
import '../texts';

interface ColorDialogProps {
  name: string;
  color: string;
  onColor(color: string): void;
  onClose(): void;
}

export function ColorDialog({ name, color, onColor, onClose }: ColorDialogProps) {
  return (
    <Dialog title={t('labelColorOf', { name })} onClose={onClose}>
      <div class="label-colors">
        {CLASS_COLORS.map((one, at) => (
          <button
            key={one}
            class="btn ic"
            aria-pressed={one === color}
            aria-label={t('labelColorNumber', { m: at + 1 })}
            onClick={() => {
              onColor(one);
              onClose();
            }}
          >
            <Swatch color={one} />
          </button>
        ))}
      </div>
    </Dialog>
  );
}
