/** The classes: each with its sentences, and the three ways to more of them: typed, pasted, from a file. */

import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { NameDialog } from '../../../../components/editable_name';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import { SkippedFileList } from '../../../../components/skipped_files';
import { showToast } from '../../../../components/toast';
import type { SentenceClass, TableSentence } from '../../../../lib/dataset_types';
import { goToView } from '../../../../lib/route';
import { t } from '../../../../lib/texts';
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
    <div class="teach-classes">
      <div class="teach-cards">
        {classes.map((row, number) => (
          <Card key={row.name} store={store} row={row} number={number} last={classes.length < 3} />
        ))}
      </div>
      <button class="teach-add" onClick={() => void store.addClass()}>
        <Icon name="plus" />
        <span>{t('teachMore')}</span>
      </button>
    </div>
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
  const [naming, setNaming] = useState(false);
  const sentences = listTraining(row);
  const left = store.leftOut.value?.label === row.name ? store.leftOut.value : null;
  return (
    <article class="panel teach-card text-card" aria-label={row.name}>
      <header class="row">
        <button class="teach-name" title={t('teachRename')} onClick={() => setNaming(true)}>
          <b class="ell">{row.name}</b>
          <Icon name="pencil" size="s" class="mut" />
        </button>
        <span class="cap num">{t('textCount', { n: sentences.length })}</span>
        <span class="grow" />
        {!(last && !row.sentences.length) && (
          <Menu label={t('actions', { name: row.name })} button={<Icon name="more" />}>
            {sentences.length > 0 && (
              <MenuItem
                icon="eraser"
                label={t('textEmpty')}
                onChoose={() => void store.removeClass(row.name, 'empty_class')}
              />
            )}
            {!last && (
              <MenuItem
                icon="trash"
                label={t('teachRemove')}
                onChoose={() => void store.removeClass(row.name, 'remove_class')}
              />
            )}
          </Menu>
        )}
      </header>
      <Lines store={store} sentences={sentences} />
      {left && (
        <div class="teach-trouble" role="alert">
          <b>{t('textLeft', { n: left.count })}</b>
          <SkippedFileList files={left.files} unfolded />
        </div>
      )}
      <Tools store={store} row={row} number={number} />
      {naming && (
        <NameDialog
          title={t('teachRename')}
          label={t('teachName')}
          name={row.name}
          onName={(name) => void store.rename(row.name, name)}
          onClose={() => setNaming(false)}
        />
      )}
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
