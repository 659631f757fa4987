/** What is taught needs the packages for language: a sentence, and the button that brings them. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import type { EngineStatus } from '../../lib/types';
import './texts';

const MEGABYTE = 2 ** 20;
/** That are fetched, before the studio knows how many. */
const ABOUT = 37;
/** null: the studio has not told yet. */
const language = signal<EngineStatus | null>(null);

export function LanguageNeeded() {
  useEffect(() => follow(), []);
  const status = language.value;
  if (!status || status.state === 'ready') return null;
  const coming = ['planning', 'fetching', 'installing'].includes(status.state);
  const total = Math.round(status.total / MEGABYTE) || ABOUT;
  return (
    <div class="row teach-language" role="status">
      <Icon name="download" />
      <span class="grow">
        {coming
          ? t('teachLanguageComing', { done: String(Math.round(status.done / MEGABYTE)), total: String(total) })
          : t('teachLanguage', { n: total })}{' '}
        {status.reason && say(status.reason)}
      </span>
      {!coming && status.possible && (
        <button class="btn" onClick={() => feed?.send({ do: 'resume' })}>
          {t('teachLanguageGo')}
        </button>
      )}
    </div>
  );
}

let feed: Subscription | null = null;

function follow(): () => void {
  feed = subscribe('language', (status: Partial<EngineStatus>) => {
    if (status.state) language.value = status as EngineStatus;
  });
  return () => {
    feed?.close();
    feed = null;
  };
}
