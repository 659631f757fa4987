/** What is open inside a view is a step of the browser's Back, which closes it in place of leaving the view. */

import { useEffect, useRef } from 'preact/hooks';

const isOver = () => Boolean(history.state?.inside);

/** While the component is there, Back calls `close`, which takes it away. */
export function useBackCloses(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const address = location.hash;
    if (!isOver()) history.pushState({ inside: true }, '');
    // Going to another address is told in the same way, and closes nothing: coming back, it is as it was left.
    const onBack = () => location.hash === address && !isOver() && latest.current();
    addEventListener('popstate', onBack);
    return () => {
      removeEventListener('popstate', onBack);
      if (location.hash === address && isOver()) history.back();
    };
  }, []);
}
