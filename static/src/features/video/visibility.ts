/** Whether a part of the page is in sight: what nobody looks at is not asked for. */

import { useEffect, useState } from 'preact/hooks';
import { place } from '../../lib/route';

/** False while the tab is hidden, the element is scrolled away, or another view of the project covers it. */
export function useIsVisible(element: { current: Element | null }): boolean {
  const [awake, setAwake] = useState(!document.hidden);
  const [near, setNear] = useState(false);
  const [covered, setCovered] = useState(false);
  const here = place.value;
  useEffect(() => {
    const look = () => setAwake(!document.hidden);
    const watcher = new IntersectionObserver((entries) => setNear(entries.at(-1)!.isIntersecting));
    document.addEventListener('visibilitychange', look);
    watcher.observe(element.current!);
    return () => {
      document.removeEventListener('visibilitychange', look);
      watcher.disconnect();
    };
  }, []);
  useEffect(() => setCovered(element.current!.closest('[inert]') !== null), [here]);
  return awake && near && !covered;
}
