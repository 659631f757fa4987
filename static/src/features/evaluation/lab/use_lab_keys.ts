/** The keys of a lab. */

import { useKeyDown } from '../../../components/key_events';
import type { LabStore } from './lab_store';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog';

interface LabActs {
  onGo(step: -1 | 1): void;
  onClose(): void;
  /** Does the first thing that is offered for the label. */
  onMend(): void;
  onTakeMore(): void;
}

export function useLabKeys(lab: LabStore, { onGo, onClose, onMend, onTakeMore }: LabActs): void {
  useKeyDown((event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.altKey || target?.closest(TAKEN)) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z' && !event.shiftKey) void lab.undo();
      return;
    }
    const keys: Record<string, () => void> = {
      arrowleft: () => onGo(-1),
      arrowright: () => onGo(1),
      escape: onClose,
      c: () => lab.toggleCover(),
      f: onMend,
      m: onTakeMore,
      x: () => void lab.leaveOut(),
    };
    if (!(key in keys) || (event.repeat && !key.startsWith('arrow'))) return;
    event.preventDefault();
    keys[key]();
  });
}
