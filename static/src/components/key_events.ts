/** Keys of a window that is open over the page. */

import { useLayoutEffect } from 'preact/hooks';

/**
 * Hears keys wherever the focus is: a button that was pressed may be disabled at the last picture. Before the next
 * paint: a key pressed at once is heard.
 */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void): void {
  useLayoutEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
