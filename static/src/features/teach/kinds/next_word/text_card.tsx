/** The texts that are counted, with the places of the word that is asked about, and the ways to more text. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import { showToast } from '../../../../components/toast';
import type { FollowerPlace } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { decode } from '../text/file_reading';
import { readCharacters } from '../word_cuts';
import { type NextWordStore, SAMPLES } from './next_word_store';
import './texts';
import '../text/texts';
import '../../../../lib/common_texts';

/** Characters of a long text that are shown at once. */
const SHOWN = 20_000;
const MAX_CHARACTERS = 2 ** 20;
const CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff]/;

export function TextCard({ store }: { store: NextWordStore }) {
  const texts = store.texts.value ?? [];
  const fixed = store.program.value?.grown ?? true;
  const at = Math.min(store.shown.value, texts.length - 1);
  const text = texts[at];
  const [selected, setSelected] = useState('');
  const cut = (joined: boolean) => {
    setSelected('');
    void store.cut(selected, joined);
  };
  const choose = (next: number) => {
    store.shown.value = next;
  };
  return (
    <article class="panel teach-card next-card">
      {texts.length > 1 && (
        <div class="seg next-names" role="group" aria-label={t('nextStep1')}>
          {texts.map(({ path }, number) => (
            <button key={path} aria-pressed={number === at} onClick={() => choose(number)}>
              {t('nextTextName', { n: String(number + 1) })}
            </button>
          ))}
        </div>
      )}
      {text ? (
        <ShownText text={text.text} places={listPlaces(store, at)} onSelect={setSelected} />
      ) : (
        <div class="teach-waiting">
          <Icon name="bookOpen" size="l" class="mut" />
          <b>{t('nextNoText')}</b>
          <p class="cap">{t('nextNoTextHint')}</p>
        </div>
      )}
      <div class="row next-tools">
        <AddText store={store} fixed={fixed} />
        <span class="grow" />
        {text && !fixed && (
          <Menu label={t('actions', { name: t('nextTextName', { n: String(at + 1) }) })} button={<Icon name="more" />}>
            <MenuItem icon="trash" label={t('nextRemove')} onChoose={() => void store.remove(text.path)} />
          </Menu>
        )}
      </div>
      {text && selected && !fixed ? (
        <div class="row next-cuts" role="group" aria-label={t('nextSelected', { w: selected })}>
          <b class="grow">{t('nextSelected', { w: selected })}</b>
          <button class="btn" onMouseDown={keepSelection} onClick={() => cut(true)}>
            {t('nextJoin')}
          </button>
          <button class="btn" onMouseDown={keepSelection} onClick={() => cut(false)}>
            {t('nextCut')}
          </button>
        </div>
      ) : (
        text && <p class="cap">{t(fixed ? 'nextGrown' : CHINESE.test(text.text) ? 'nextMixedCut' : 'nextMixed')}</p>
      )}
    </article>
  );
}

/** Who presses a button means what is selected. */
const keepSelection = (event: Event) => event.preventDefault();

function listPlaces(store: NextWordStore, at: number): FollowerPlace[] {
  const why = store.asked.value === null ? null : store.found.value?.why;
  return (why?.places ?? []).filter((one) => one.text === at).sort((one, other) => one.start - other.start);
}

interface ShownProps {
  text: string;
  places: FollowerPlace[];
  /** Some Chinese characters were selected in it; '': no longer. */
  onSelect(characters: string): void;
}

function ShownText({ text, places, onSelect }: ShownProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const listen = () => {
      const selection = getSelection();
      if (selection?.anchorNode && section.current?.contains(selection.anchorNode))
        onSelect(readCharacters(selection.toString()));
    };
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, [onSelect]);
  const first = places.find((one) => one.chosen) ?? places[0];
  const begin = text.length > SHOWN && first ? Math.max(0, first.before - SHOWN / 2) : 0;
  const end = begin + SHOWN;
  const parts: preact.ComponentChildren[] = [begin > 0 ? '…' : ''];
  let now = begin;
  for (const { before, start, end: over, chosen } of places) {
    if (before < now || over > end) continue;
    parts.push(text.slice(now, before));
    if (before < start) parts.push(<span class="next-before">{text.slice(before, start).trimEnd()}</span>);
    if (before < start && /\s$/.test(text.slice(before, start))) parts.push(' ');
    parts.push(<b class={`next-after ${chosen ? 'chosen' : ''}`}>{text.slice(start, over)}</b>);
    now = over;
  }
  parts.push(text.slice(now, end), end < text.length ? '…' : '');
  return (
    <section class="next-text" ref={section} tabIndex={0} aria-label={t('nextStep1')}>
      {parts}
    </section>
  );
}

function AddText({ store, fixed }: { store: NextWordStore; fixed: boolean }) {
  const [pasting, setPasting] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const take = async (file: File) => {
    if (file.size > MAX_CHARACTERS) return showToast(t('textFileLarge', { name: file.name, n: '1' }));
    const text = decode(new Uint8Array(await file.arrayBuffer()));
    if (text === null) return showToast(t('textNotText', { name: file.name }));
    await store.add({ text });
  };
  return (
    <>
      <button class="btn" disabled={fixed} onClick={() => setPasting(true)}>
        <Icon name="paste" />
        <span>{t('nextPaste')}</span>
      </button>
      <button class="btn" disabled={fixed} onClick={() => files.current?.click()}>
        <Icon name="fileText" />
        <span>{t('nextFile')}</span>
      </button>
      <input
        type="file"
        hidden
        ref={files}
        accept=".txt,text/plain"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = ''; // the same file may be chosen again
          if (file) void take(file);
        }}
      />
      {!fixed && (
        <Menu
          label={t('nextSamples')}
          worded
          class="btn"
          align="left"
          button={
            <>
              <Icon name="bookOpen" />
              <span>{t('nextSamples')}</span>
            </>
          }
        >
          {SAMPLES.map((sample) => (
            <MenuItem key={sample} label={t(`nextSample_${sample}`)} onChoose={() => void store.add({ sample })} />
          ))}
        </Menu>
      )}
      {pasting && (
        <Dialog title={t('nextPasteTitle')} onClose={() => setPasting(false)}>
          <textarea class="text-paste" ref={area} rows={12} aria-label={t('nextPasteTitle')} />
          <div class="row dialog-foot">
            <button type="button" class="btn" onClick={() => setPasting(false)}>
              {t('cancel')}
            </button>
            <button
              type="button"
              class="btn pri"
              onClick={() => {
                const text = area.current?.value ?? '';
                setPasting(false);
                if (text.trim()) void store.add({ text });
                else showToast(t('textBlank'));
              }}
            >
              {t('nextPasteGo')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
