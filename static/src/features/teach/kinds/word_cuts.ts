/**
 * How a child cuts Chinese into words where the dictionary cuts badly: two characters in the text that nobody sees say
 * so to `split_words`.
 */

import { showToast } from '../../../components/toast';
import { t } from '../../../lib/texts';
import '../texts';
import '../../../lib/common_texts';

/** What joins Chinese characters to one word, and what is a border of words. */
const JOINER = '\u2060';
const BORDER = '\u200b';
const CUTS = new RegExp(`[${JOINER}${BORDER}]`, 'g');
/** Characters that can be joined or cut apart. */
const JOINED = /^[\u3400-\u4dbf\u4e00-\u9fff]{2,8}$/;

export interface WordCut {
  characters: string;
  /** They are one word; else each is a word. */
  joined: boolean;
}

/** Chinese characters as they are joined or cut apart; '': these cannot be. */
export function readCharacters(selected: string): string {
  const letters = stripCuts(selected).trim();
  return JOINED.test(letters) ? letters : '';
}

/** A text in which these characters are cut so, wherever they stand. */
export function cutText(text: string, { characters, joined }: WordCut): string {
  const letters = [...characters];
  const places = new RegExp(letters.join(`${CUTS.source}*`), 'g');
  // Cut apart, the outer ones make no word with their neighbors either.
  return text.replace(places, joined ? letters.join(JOINER) : ['', ...letters, ''].join(BORDER));
}

/** Says what was done, with a way back. */
export function tellCut({ characters, joined }: WordCut, undo: () => void): void {
  const label = t('undo');
  showToast(t(joined ? 'teachWordJoined' : 'teachWordCut', { w: characters }), { label, run: undo });
}

export const stripCuts = (text: string) => text.replace(CUTS, '');
