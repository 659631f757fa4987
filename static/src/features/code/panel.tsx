/** The program's Python: lines to read, and an editor as soon as the child writes. */

import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy, loadPart } from '../../components/lazy';
import { showToast } from '../../components/toast';
import { findHalfText } from '../../lib/draft';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { exportPython } from '../export/open_export';
import { FaceSwitch } from './face_switch';
import { Lines, type Pressed } from './lines';
import './texts';
import '../../lib/common_texts';

const LockCard = lazy(() => import('./lock_card').then((module) => module.LockCard), true);
const editor = signal<ComponentType<{ opened: ProjectStore; at: Pressed | null }> | null>(null);

/** Loads the editor, once. */
async function loadEditor(): Promise<void> {
  const module = await loadPart(() => import('./editor/editor'));
  if (module) editor.value = module.CodeEditor;
}

export function CodePanel({ opened }: { opened: ProjectStore }) {
  const { python } = opened.program.value;
  const { locked, shown, writing } = opened.code;
  const [at, setAt] = useState<Pressed | null>(null);
  const [begun, setBegun] = useState(() => findHalfText(opened.id) !== null);
  const [asked, setAsked] = useState(false);
  const isWritten = !locked.value && !opened.project.damaged && (begun || shown.value !== 'blocks');
  useEffect(() => {
    if (isWritten) void loadEditor();
    else setBegun(false);
  }, [isWritten]);
  const write = (pressed: Pressed) => {
    setAt(pressed);
    setBegun(true);
  };
  const Editor = isWritten ? editor.value : null;
  const size = opened.code.size.value;
  return (
    <section
      class={`code ${size ? 'sized' : ''}`}
      style={{ '--code-size': size ? `${size}px` : undefined }}
      aria-label={t('code')}
    >
      <header class="ph">
        <Icon name="code" />
        <h2 class="panel-title">Python</h2>
        {locked.value ? (
          <button class="btn code-lock" aria-expanded={asked} onClick={() => setAsked(!asked)}>
            <Icon name="lock" />
            <span>{t('codeLocked')}</span>
          </button>
        ) : (
          <FaceSwitch opened={opened} />
        )}
        <span class="grow" />
        {shown.value === 'code' && writing.value && (
          <>
            <button class="btn ghost ic" aria-label={t('undo')} title={t('undo')} onClick={writing.value.undo}>
              <Icon name="undo" />
            </button>
            <button class="btn ghost ic" aria-label={t('findCode')} title={t('findCode')} onClick={writing.value.find}>
              <Icon name="search" />
            </button>
          </>
        )}
        <button
          class="btn ghost ic"
          aria-label={t('copy')}
          title={t('copy')}
          disabled={!python}
          onClick={() => void copy(writing.peek()?.text() ?? python)}
        >
          <Icon name="copy" />
        </button>
        <button
          class="btn ghost ic"
          aria-label={t('export')}
          title={t('export')}
          disabled={!python}
          onClick={() => void exportPython(opened)}
        >
          <Icon name="download" />
        </button>
      </header>
      {Editor ? (
        <Editor opened={opened} at={at} />
      ) : (
        <Lines opened={opened} python={python} onWrite={write} onLocked={() => setAsked(true)} />
      )}
      {asked && locked.value && <LockCard opened={opened} onClose={() => setAsked(false)} />}
    </section>
  );
}

async function copy(python: string): Promise<void> {
  await navigator.clipboard.writeText(python);
  showToast(t('copied'));
}
