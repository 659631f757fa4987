/** Remembers how far down a part of the page was, for when it is shown again. */

import { useLayoutEffect, useRef } from 'preact/hooks';

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
