/** Who this page is to the server, and the language it speaks. */

import { effect, signal } from '@preact/signals';
import * as api from '../lib/api';
import { remember, remembered } from '../lib/storage';
import { lang, locale } from '../lib/texts';
import type { Language, Session } from '../lib/types';

const LANGUAGE = 'lang';

export const session = signal<Session>({ version: '', protocol: 0, lang: null, training: true, socket: '', level: 1 });

export async function begin(): Promise<void> {
  session.value = await api.session();
  lang.value = session.value.lang ?? ownLanguage();
  remember(LANGUAGE, lang.value);
}

/** The language that `begin` will most likely find: what was spoken here last. */
export function likelyLanguage(): Language {
  return remembered<Language>(LANGUAGE, ownLanguage()) === 'zh' ? 'zh' : 'en';
}

export function ownLanguage(): Language {
  return navigator.languages.some((one) => one.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

export function switchLanguage(): void {
  lang.value = lang.value === 'zh' ? 'en' : 'zh';
  remember(LANGUAGE, lang.value);
  void api.putSettings({ lang: lang.value }).catch(() => undefined);
}

effect(() => {
  document.documentElement.lang = locale();
});
