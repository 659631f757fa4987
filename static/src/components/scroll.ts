/** Parts of the page that scroll: where they were is remembered, and keys reach them. */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const places = new Map<string, number>();

/** A ref for an element that scrolls. It is put where it was as soon as `ready`: empty lists have nowhere to scroll. */
export function useScrollRestoration<E extends HTMLElement>(name: string, ready = true) {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    const mine = element.current;
    if (!mine || !ready) return;
    mine.scrollTop = places.get(name) ?? 0;
    const keep = () => places.set(name, mine.scrollTop);
    mine.addEventListener('scroll', keep, { passive: true });
    return () => mine.removeEventListener('scroll', keep);
  }, [name, ready]);
  return element;
}

/**
 * A ref for an element that keys shall scroll, where there is more than is seen: nothing in it need take the focus.
 * Its children may come and go at any time.
 */
export function useKeyScrolling<E extends HTMLElement>() {
  const element = useRef<E>(null);
  useEffect(() => {
    const mine = element.current;
    if (!mine) return;
    const look = () => {
      if (mine.scrollHeight > mine.clientHeight) mine.tabIndex = 0;
      else mine.removeAttribute('tabindex');
    };
    const sizes = new ResizeObserver(look);
    const watch = () => [mine, ...mine.children].forEach((one) => void sizes.observe(one));
    const children = new MutationObserver(() => {
      sizes.disconnect();
      watch();
    });
    watch();
    children.observe(mine, { childList: true });
    return () => {
      sizes.disconnect();
      children.disconnect();
    };
  }, []);
  return element;
}
