/**
 * The sentences of the page, in Chinese and English. Each feature has a catalogue, `texts.ts`, which teaches them when it is imported
 * and adds its keys to `Sentences`. In English, `one|many` is chosen by `{n}`. No sentence is said while modules are still being loaded:
 * the bundle does not keep the order of theirs.
 */

import { signal } from '@preact/signals';
import type { Language, Text } from './types';

/** Sentences of one part of the page by their keys, in both languages. */
export type Catalogue = Record<string, readonly [zh: string, en: string]>;

/** Every sentence by its key: the catalogues augment it, and no two of them may have the same key. */
export interface Sentences {}
export type Key = keyof Sentences;

const known: Catalogue = {};
type Values = Record<string, string | number>;

export const lang = signal<Language>('zh');
/** The language that is shown now, as the browser calls it. */
export const getLocale = () => (lang.value === 'zh' ? 'zh-CN' : 'en');
const plural = new Intl.PluralRules('en');

/** Adds the sentences of a catalogue. */
export function registerTexts(words: Catalogue): void {
  Object.assign(known, words);
}

function fill(text: string, values: Values): string {
  const forms = text.split('|');
  const form = forms.length > 1 && plural.select(Number(values.n)) !== 'one' ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? formatValue(values[name]) : hole));
}

function formatValue(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value) : value;
}

/** A sentence of the page in the language that is shown now. */
export function t(key: Key, values: Values = {}): string {
  return fill(known[key][lang.value === 'zh' ? 0 : 1], values);
}

/** The same sentence in both languages. */
export function both(key: Key, values: Values = {}): Text {
  return { zh: fill(known[key][0], values), en: fill(known[key][1], values) };
}

/** The half of a bilingual text that is shown now. */
export function say(text: Text | string): string {
  return typeof text === 'string' ? text : text[lang.value];
}
