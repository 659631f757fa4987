/** Names for sprites that nobody has yet. */

import type { LibrarySprite } from '../../../lib/types';

/** `cat`, or `cat_2`, `cat_3` … */
export function nameFreely(name: string, sprites: readonly LibrarySprite[]): string {
  const taken = new Set(sprites.map((one) => one.name.toLowerCase()));
  let [free, number] = [name, 1];
  while (taken.has(free.toLowerCase())) free = `${name.replace(/_\d+$/, '')}_${++number}`;
  return free;
}
