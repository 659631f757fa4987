/** Who this page is to the server, and the language it speaks. */

import { effect, signal } from '@preact/signals';
import * as api from '../lib/api';
import { recall, remember } from '../lib/storage';
import { getLocale, lang } from '../lib/texts';
import type { EngineStatus, Language, Session } from '../lib/types';

const LANGUAGE = 'lang';

const READY: EngineStatus = {
  state: 'ready',
  build: '',
  done: 0,
  total: 0,
  speed: 0,
  seconds: null,
  installed: 0,
  packages: 0,
  reason: null,
  possible: true,
};

export const session = signal<Session>({
  version: '',
  protocol: 0,
  lang: null,
  training: true,
  engine: READY,
  clock: 0,
  device: '',
  level: 1,
});

export async function startSession(): Promise<void> {
  session.value = await api.fetchSession();
  lang.value = session.value.lang ?? getBrowserLanguage();
  remember(LANGUAGE, lang.value);
}

/** The language that `startSession` will most likely find: what was spoken here last. */
export function guessLanguage(): Language {
  return recall<Language>(LANGUAGE, getBrowserLanguage()) === 'zh' ? 'zh' : 'en';
}

export function getBrowserLanguage(): Language {
  return navigator.languages.some((one) => one.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

export function switchLanguage(): void {
  lang.value = lang.value === 'zh' ? 'en' : 'zh';
  remember(LANGUAGE, lang.value);
  void api.putSettings({ lang: lang.value }).catch(() => undefined);
}

effect(() => {
  document.documentElement.lang = getLocale();
});
