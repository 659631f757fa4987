/** Whether the child wants to hear what programs and boards play. Small: the first view knows it. */

import { signal } from '@preact/signals';
import { recall, remember } from '../../lib/storage';

const MUTED = 'board:muted';

export const muted = signal(recall(MUTED, false));

export function toggleMuted(): void {
  muted.value = !muted.value;
  remember(MUTED, muted.value);
}
