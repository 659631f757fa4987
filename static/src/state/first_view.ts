/** What is open in a view without an address of its own: the tab of the view leads back to where the view begins. */

import { useEffect, useRef } from 'preact/hooks';

const open = new Set<() => void>();

/** While the component is there, pressing the tab of its view calls `leave`. */
export function useFirstView(leave: () => void): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    const act = () => latest.current();
    open.add(act);
    return () => void open.delete(act);
  }, []);
}

/** Leads the view that is shown back to where it begins. */
export function showFirstView(): void {
  for (const leave of [...open]) leave();
}
