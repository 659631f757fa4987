/**
 * The sentences of the page, in Chinese and English. Each feature has a catalog, `texts.ts`, which teaches them when it is imported
 * and adds its keys to `Sentences`. In English, `one|many` is chosen by `{n}`. No sentence is said while modules are still being loaded:
 * the bundle does not keep the order of theirs.
 */

import { signal } from '@preact/signals';
import { formatNumberIn } from './numbers/shares';
import type { Language, Text } from './types';

/** Sentences of one part of the page by their keys, in both languages. */
export type Catalog = Record<string, readonly [zh: string, en: string]>;

/** Every sentence by its key: the catalogs augment it, and no two of them may have the same key. */
export interface Sentences {}
export type Key = keyof Sentences;

const known: Catalog = {};
export type Values = Record<string, string | number>;

export const lang = signal<Language>('zh');
/** The language that is shown now, as the browser calls it. */
export const getLocale = () => (lang.value === 'zh' ? 'zh-CN' : 'en');
const plural = new Intl.PluralRules('en');

/** Adds the sentences of a catalog. */
export function registerTexts(words: Catalog): void {
  Object.assign(known, words);
}

function fill(text: string, values: Values, language: Language): string {
  const forms = text.split('|');
  const form = forms.length > 1 && plural.select(Number(values.n)) !== 'one' ? forms[1] : forms[0];
  return fillHoles(form, values, language);
}

// A space beside a hole is meant for `3` or `LeNet`; between Chinese words it goes.
const SPACE_BEFORE = /(?<=[\u4e00-\u9fff]) (?=\{(\w+)\})/g;
const SPACE_BEHIND = /(?<=\{(\w+)\}) (?=[\u4e00-\u9fff])/g;

/** The text with its holes filled, numbers as the language writes them; a hole without a value stays. */
export function fillHoles(text: string, values: Values, language: Language): string {
  const filled = (name: string) => {
    const value = values[name];
    return typeof value === 'number' ? formatNumberIn(language, value) : String(value);
  };
  return text
    .replace(SPACE_BEFORE, (space, name: string) => (/^[\u4e00-\u9fff]/.test(filled(name)) ? '' : space))
    .replace(SPACE_BEHIND, (space, name: string) => (/[\u4e00-\u9fff]$/.test(filled(name)) ? '' : space))
    .replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? filled(name) : hole));
}

/** A number as the language that is shown now writes it. */
export const formatNumber = (value: number) => formatNumberIn(lang.value, value);

/** A sentence of the page in the language that is shown now. */
export function t(key: Key, values: Values = {}): string {
  return fill(known[key][lang.value === 'zh' ? 0 : 1], values, lang.value);
}

/** The same sentence in both languages. */
export function both(key: Key, values: Values = {}): Text {
  return { zh: fill(known[key][0], values, 'zh'), en: fill(known[key][1], values, 'en') };
}

/** The half of a bilingual text that is shown now. */
export function say(text: Text | string): string {
  return typeof text === 'string' ? text : text[lang.value];
}

/** What a sentence says, and what it advises behind it. */
export function splitSentence(text: string): [string, string] {
  const [, first, rest] = /^(.+?(?:。|\. ))(.+)$/s.exec(text) ?? [text, text, ''];
  return [first.trim(), rest.trim()];
}
