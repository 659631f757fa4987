/** What a model can be shown, each with its icon and its word. */

import type { IconName } from '../../components/icon';
import type { Key } from '../../lib/texts';
import type { Source } from '../../state/inference_settings';
import './texts';

export const SOURCES: Record<Source, { icon: IconName; label: Key }> = {
  camera: { icon: 'camera', label: 'tryCamera' },
  picture: { icon: 'image', label: 'tryPicture' },
  draw: { icon: 'pencil', label: 'tryDraw' },
};
