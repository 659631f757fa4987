/** What the search finds for what was written: blocks, and what is to be said of a wish that no block is for. */

import type { Level } from '../../lib/types';
import type { Drawer, DrawerItem } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';
import { findWish, type Wish } from './wishes';

/** The place of a drawer that Blockly fills itself. */
interface CustomItem {
  kind: 'sep';
  gap: number;
  custom: string;
}
type FoundItem = DrawerItem | CustomItem;

export interface Found {
  items: FoundItem[];
  wish: Wish | undefined;
}

/** What a drawer offers at a level. */
type Offer = (drawer: Drawer, level: Level) => DrawerItem[];

export function findBlocks(written: string, drawers: Drawer[], level: Level, offer: Offer): Found {
  const terms = written.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wish = findWish(terms.join(' '));
  const near = (words: string[]) => findNear(words, drawers, level, offer);
  const instead = wish?.instead ? keepNamed(near([wish.instead]), [wish.instead], true) : [];
  return { items: dropDoubles([...(wish?.alone ? [] : near(terms)), ...instead]), wish };
}

/** Blocks of the level, or of all levels when it has none. */
function findNear(terms: string[], drawers: Drawer[], level: Level, offer: Offer): FoundItem[] {
  if (!terms.length) return [];
  const hits = drawers.flatMap((drawer) => findMatches(drawer, offer(drawer, level), terms));
  return hits.length ? hits : drawers.flatMap((drawer) => findMatches(drawer, offer(drawer, 3), terms));
}

function dropDoubles(items: FoundItem[]): FoundItem[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key =
      item.kind === 'block' ? JSON.stringify([item.type, item.fields, item.inputs, item.extraState]) : item.custom;
    return seen.size < seen.add(key).size;
  });
}

function findMatches(drawer: Drawer, items: DrawerItem[], terms: string[]): FoundItem[] {
  const hits = keepNamed(
    items.filter((item) => holds(`${drawer.name} ${getWords(item)}`, terms)),
    terms,
  );
  return drawer.custom && holds(drawer.name, terms) ? [...hits, { kind: 'sep', gap: 8, custom: drawer.custom }] : hits;
}

/**
 * Of a block that is offered for several things, only the things that were looked for, where one was. alone: then no
 * other block either.
 */
function keepNamed(hits: FoundItem[], terms: string[], alone = false): FoundItem[] {
  const isNamed = ({ fields, inputs }: DrawerItem) => holds(JSON.stringify([fields, inputs]), terms);
  const named = new Set(hits.flatMap((item) => (item.kind === 'block' && isNamed(item) ? [item.words] : [])));
  return hits.filter((item) => {
    if (item.kind !== 'block') return !alone || !named.size;
    return (alone ? !named.size : !named.has(item.words)) || isNamed(item);
  });
}

function holds(text: string, terms: string[]): boolean {
  const searched = text.toLowerCase();
  return terms.every((term) => searched.includes(term));
}

function getWords({ type, words }: DrawerItem): string {
  const definition = getDefinition(type);
  return [type, words, definition?.message0, definition?.message1].join(' ').replace(/%\d+/g, ' ');
}
