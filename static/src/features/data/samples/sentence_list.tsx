/** The sentences of a data set: found by their words, changed, given another class, removed. */

import { useEffect, useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset, SentenceClasses, TableSentence } from '../../../lib/dataset_types';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import type { DatasetStore } from '../store';
import * as calls from './api';
import './texts';
import '../../../lib/common_texts';

/** Rows that are drawn at once. */
const SHOWN = 200;

type Row = TableSentence & { label: string };

export function SentenceList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  const [found, setFound] = useState<SentenceClasses | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [wanted, setWanted] = useState('');
  const [edited, setEdited] = useState<Row | null>(null);
  const load = () =>
    calls.fetchSentences(id, set.name).then(
      (now) => {
        setFound(now);
        setTrouble(null);
      },
      (error) => setTrouble(api.describeError(error)),
    );
  useEffect(() => void load(), [id, set.name, store.opened.choices.value]);
  const change = async (asked: calls.SentenceChange) => {
    try {
      const answer = await calls.changeSentences(id, set.name, asked);
      setFound(answer);
      void store.load(set.name);
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  };
  const remove = async ({ row, text }: Row) => {
    const removed = (await change({ do: 'remove', row, text }))?.removed;
    if (removed)
      showToast(t('sentenceRemoved'), { label: t('undo'), run: () => void change({ do: 'restore', removed }) });
  };
  if (trouble) return <LoadFailure trouble={trouble} onRetry={() => void load()} />;
  if (!found) return <Loading />;
  const { label } = store.filter.value;
  const all = found.classes
    .flatMap(({ name, sentences }) => sentences.map((one) => ({ ...one, label: name })))
    .filter((one) => label === undefined || one.label === label);
  const rows = all.filter(({ text }) => text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const torn = new Set(found.torn);
  return (
    <div class="sentence-page">
      <div class="row sentence-head">
        <input
          type="search"
          aria-label={t('sentenceSearch')}
          placeholder={t('sentenceSearch')}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <span class="cap num" role="status">
          {t('sentenceShown', { n: String(Math.min(rows.length, SHOWN)), m: String(all.length) })}
        </span>
        {torn.size > 0 && (
          <span class="row cap sentence-torn">
            <Icon name="warning" size="s" />
            {t('sentenceTornCount', { n: torn.size })}
          </span>
        )}
      </div>
      {rows.length === 0 && <p class="cap">{t('sentenceNone')}</p>}
      <ul class="sentence-rows">
        {rows.slice(0, SHOWN).map((row) => (
          <li key={`${row.row} ${row.text}`} class={torn.has(row.text) ? 'torn' : ''}>
            <button
              class="sentence-text"
              title={t('sentenceEdit')}
              disabled={set.builtin}
              onClick={() => setEdited(row)}
            >
              {row.text}
            </button>
            {torn.has(row.text) && <span class="cap">{t('sentenceTorn')}</span>}
            {row.split === 'test' && <span class="pill">{t('sentenceTest')}</span>}
            <select
              aria-label={t('sentenceClass', { name: row.text.slice(0, 40) })}
              value={row.label}
              disabled={set.builtin}
              onChange={(event) =>
                void change({
                  do: 'change',
                  row: row.row,
                  text: row.text,
                  to: row.text,
                  label: event.currentTarget.value,
                })
              }
            >
              {found.classes.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
            <button
              class="btn ghost ic"
              aria-label={t('sentenceRemove', { name: row.text.slice(0, 40) })}
              disabled={set.builtin}
              onClick={() => void remove(row)}
            >
              <Icon name="x" size="s" />
            </button>
          </li>
        ))}
      </ul>
      {edited && (
        <NameDialog
          title={t('sentenceEdit')}
          name={edited.text}
          onName={(to) => void change({ do: 'change', row: edited.row, text: edited.text, to, label: edited.label })}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
