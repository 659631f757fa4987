/** Every word of the page, in Chinese and English: one catalogue a view in texts/, merged here. In English, `one|many` is chosen by `{n}`. */

import { signal } from '@preact/signals';
import { BLOCKS } from './texts/blocks';
import { HOME } from './texts/home';
import { MISTAKES } from './texts/mistakes';
import { MODELS } from './texts/models';
import { PROJECT } from './texts/project';
import { RESULTS } from './texts/results';
import { TRAINING } from './texts/training';
import { TRYIT } from './texts/tryit';
import type { Language, Text } from './types';

/** Sentences of one part of the page by their keys, in both languages. */
export type Catalogue = Record<string, readonly [zh: string, en: string]>;

const TEXTS = { ...PROJECT, ...HOME, ...BLOCKS, ...RESULTS, ...TRAINING, ...MISTAKES, ...MODELS, ...TRYIT };

export type Key = keyof typeof TEXTS;
type Values = Record<string, string | number>;

export const lang = signal<Language>('zh');
const plural = new Intl.PluralRules('en');

function fill(text: string, values: Values): string {
  const forms = text.split('|');
  const form = forms.length > 1 && plural.select(Number(values.n)) !== 'one' ? forms[1] : forms[0];
  return form.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? shown(values[name]) : hole));
}

function shown(value: string | number): string {
  return typeof value === 'number' ? new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(value) : value;
}

/** A sentence of the page in the language that is shown now. */
export function t(key: Key, values: Values = {}): string {
  return fill(TEXTS[key][lang.value === 'zh' ? 0 : 1], values);
}

/** The same sentence in both languages. */
export function both(key: Key, values: Values = {}): Text {
  return { zh: fill(TEXTS[key][0], values), en: fill(TEXTS[key][1], values) };
}

/** The half of a bilingual text that is shown now. */
export function say(text: Text | string): string {
  return typeof text === 'string' ? text : text[lang.value];
}
