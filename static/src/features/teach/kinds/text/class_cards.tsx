/** The classes: each with its sentences, and the three ways to more of them: typed, pasted, from a file. */

import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { SkippedFileList } from '../../../../components/files/skipped_files';
import { Icon } from '../../../../components/icon';
import { showToast } from '../../../../components/toast';
import type { SentenceClass, TableSentence } from '../../../../lib/dataset_types';
import { goToView } from '../../../../lib/route';
import { t } from '../../../../lib/texts';
import { CardHead, ClassColumn } from '../../panels/class_card';
import { readLines } from './file_reading';
import { listTraining, type TextStore } from './text_store';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** Sentences that are listed in a card. */
const SHOWN = 50;

interface CardsProps {
  store: TextStore;
  classes: SentenceClass[];
}

export function ClassCards({ store, classes }: CardsProps) {
  return (
    <ClassColumn onAdd={() => void store.addClass()}>
      {classes.map((row, number) => (
        <Card key={row.name} store={store} row={row} number={number} last={classes.length < 3} />
      ))}
    </ClassColumn>
  );
}

interface CardProps {
  store: TextStore;
  row: SentenceClass;
  number: number;
  /** One of the two classes that must stay. */
  last: boolean;
}

function Card({ store, row, number, last }: CardProps) {
  const sentences = listTraining(row);
  const left = store.leftOut.value?.label === row.name ? store.leftOut.value : null;
  return (
    <article class="panel teach-card text-card" aria-label={row.name}>
      <CardHead
        name={row.name}
        count={t('textCount', { n: sentences.length })}
        filled={row.sentences.length > 0}
        last={last}
        emptying="textEmpty"
        onRename={(name) => void store.rename(row.name, name)}
        onRemove={(what) => void store.removeClass(row.name, `${what}_class`)}
      />
      <Lines store={store} sentences={sentences} />
      {left && (
        <div class="teach-trouble" role="alert">
          <b>{t('textLeft', { n: left.count })}</b>
          <SkippedFileList files={left.files} unfolded />
        </div>
      )}
      <Tools store={store} row={row} number={number} />
    </article>
  );
}

/** The newest sentence stands first. */
function Lines({ store, sentences }: { store: TextStore; sentences: TableSentence[] }) {
  if (!sentences.length) return <p class="cap text-none">{t('textNone')}</p>;
  const rest = sentences.length - SHOWN;
  return (
    <ul class="text-lines">
      {sentences
        .slice(-SHOWN)
        .reverse()
        .map((one) => {
          const torn = store.torn.value.has(one.text);
          return (
            <li key={`${one.row} ${one.text}`} class={torn ? 'torn' : ''} title={torn ? t('textTorn') : one.text}>
              <span class="ell">{one.text}</span>
              {torn && (
                <span class="cap">
                  <Icon name="warning" size="s" /> {t('textTorn')}
                </span>
              )}
              <button
                class="btn ghost ic text-remove"
                aria-label={t('textRemove', { name: one.text.slice(0, 40) })}
                title={t('textRemove', { name: one.text.slice(0, 40) })}
                onClick={() => void store.remove(one)}
              >
                <Icon name="x" size="s" />
              </button>
            </li>
          );
        })}
      {rest > 0 && (
        <li>
          <button class="btn link" onClick={() => goToView(store.opened.id, 'data', store.program.peek()?.set)}>
            {t('textMore', { n: rest })}
          </button>
        </li>
      )}
    </ul>
  );
}

function Tools({ store, row, number }: Omit<CardProps, 'last'>) {
  const [pasting, setPasting] = useState(false);
  const [edited, setEdited] = useState<TableSentence | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const field = input.current!;
    const typed = field.value.trim();
    if (!typed) {
      showToast(t('textBlank'));
      return;
    }
    field.value = '';
    const kept = edited ? await store.rewrite(row.name, edited, typed) : await store.add(row.name, [typed]);
    if (!kept && !field.value) field.value = typed;
    else setEdited(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = listTraining(row).at(-1);
    if (event.key === 'Escape' && edited) {
      setEdited(null);
      input.current!.value = '';
    } else if (event.key === 'ArrowUp' && last && !input.current!.value) {
      event.preventDefault();
      setEdited(last);
      input.current!.value = last.text;
    }
  };
  /** Several lines at once are several sentences. */
  const onPaste = (event: ClipboardEvent) => {
    const lines = readLines(event.clipboardData?.getData('text') ?? '');
    if (lines.length < 2) return;
    event.preventDefault();
    void store.add(row.name, lines);
    // Whoever has pasted one class pastes the next one.
    document.getElementById(`text-input-${number + 1}`)?.focus();
  };
  return (
    <form class="row text-tools" onSubmit={(event) => void submit(event)}>
      <input
        type="text"
        ref={input}
        id={`text-input-${number}`}
        placeholder={t('textAdd')}
        aria-label={t('textAddTo', { name: row.name })}
        autocomplete="off"
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <button
        type="button"
        class="btn"
        aria-label={t('textPasteTo', { name: row.name })}
        onClick={() => setPasting(true)}
      >
        <Icon name="paste" />
        <span>{t('textPaste')}</span>
      </button>
      <button
        type="button"
        class="btn ic"
        aria-label={t('textFile', { name: row.name })}
        title={t('textFile', { name: row.name })}
        onClick={() => files.current?.click()}
      >
        <Icon name="fileText" />
      </button>
      <input
        type="file"
        hidden
        ref={files}
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = ''; // the same file may be chosen again
          if (file) void store.addFile(row.name, file);
        }}
      />
      {pasting && <PasteDialog store={store} label={row.name} onClose={() => setPasting(false)} />}
    </form>
  );
}

function PasteDialog({ store, label, onClose }: { store: TextStore; label: string; onClose(): void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const take = async () => {
    const lines = readLines(area.current?.value ?? '');
    onClose();
    if (lines.length) await store.add(label, lines);
    else showToast(t('textBlank'));
  };
  return (
    <Dialog title={t('textPasteTo', { name: label })} onClose={onClose}>
      <textarea
        class="text-paste"
        ref={area}
        rows={10}
        aria-label={t('textPasteHint')}
        placeholder={t('textPasteHint')}
      />
      <div class="row dialog-foot">
        <button type="button" class="btn" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" class="btn pri" onClick={() => void take()}>
          {t('textPasteGo')}
        </button>
      </div>
    </Dialog>
  );
}
