/** The editor in the code panel, with what is said below it: loaded when the child first writes. */

import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Pressed } from '../lines';
import { EditorSession } from './session';
import { TouchKeys } from './touch_keys';
import '../../../lib/common_texts';
import '../../project/texts';
import './texts';

export function CodeEditor({ opened, at }: { opened: ProjectStore; at: Pressed | null }) {
  const place = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<EditorSession | null>(null);
  useLayoutEffect(() => {
    const begun = new EditorSession(opened, place.current!);
    setSession(begun);
    if (at) begun.focus(at);
    return () => begun.dispose();
  }, [opened]);
  return (
    <div class="editor">
      <div class="editor-text" ref={place} />
      {session && (
        <>
          <Strip session={session} />
          <MistakeCard session={session} />
          <TouchKeys session={session} />
          <Status session={session} />
          <Pill session={session} />
          {session.sync.clash.value && <Clash session={session} />}
          {session.runAsked.value && <RunLast session={session} />}
        </>
      )}
    </div>
  );
}

/** The calm sentence while the text is no Python yet: said once a pause. */
function Strip({ session }: { session: EditorSession }) {
  const line = session.sync.told.value;
  return (
    <div role="status" aria-live="polite">
      {line !== null && (
        <p class="editor-strip">
          <Icon name="pencil" />
          <span>{t('notFinished', { n: line })}</span>
        </p>
      )}
    </div>
  );
}

/** What is wrong with a name, and what mends it. */
function MistakeCard({ session }: { session: EditorSession }) {
  const found = session.mistake.value;
  return (
    <div role="status" aria-live="polite">
      {found && (
        <div class="mistake-card row">
          <Icon name="warning" />
          <span class="grow">{say(found.mistake.text)}</span>
          {found.mistake.near && (
            <button class="btn pri" onClick={() => session.mendMistake()}>
              {t('changeTo', { name: found.mistake.near })}
            </button>
          )}
          {found.mistake.brings && (
            <button class="btn pri" onClick={() => session.mendMistake()}>
              {t('addLine')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Status({ session }: { session: EditorSession }) {
  const pending = session.sync.pending.value;
  const kept = session.link.keptLines.value;
  const mended = session.mended.value;
  return (
    <footer class="editor-status">
      <Icon name={pending ? 'pencil' : 'ok'} size="s" class={pending ? '' : 'ok-text'} />
      <span>{t(pending ? 'codeWriting' : 'codeAgrees')}</span>
      {!pending && session.mistakeCount.value > 0 && (
        <span>· {t('mistakesAt', { n: session.mistakeCount.value, line: session.mistake.value?.line ?? 1 })}</span>
      )}
      {!pending && kept > 0 && <span>· {t('keptLines', { n: kept })}</span>}
      {mended && (
        <>
          <span>· {t('punctuationMended')}</span>
          <button class="btn link" onClick={() => session.takeBackMended()}>
            {t('undo')}
          </button>
        </>
      )}
      <span class="grow" />
      <Caret session={session} />
    </footer>
  );
}

function Caret({ session }: { session: EditorSession }) {
  return <span class="num caret-at">{t('caretAt', { ...session.caret.value })}</span>;
}

/** Over the blocks, while they wait. */
function Pill({ session }: { session: EditorSession }) {
  const line = session.sync.told.value;
  useEffect(() => {
    const host = document.querySelector('.canvas-host');
    if (line === null || !host) return;
    const place = host.appendChild(document.createElement('div'));
    render(
      <p class="pill blocks-stay">
        <Icon name="pause" size="s" />
        <span>{t('blocksStay')}</span>
      </p>,
      place,
    );
    return () => {
      render(null, place);
      place.remove();
    };
  }, [line === null]);
  return null;
}

/** A block was changed while the text was half written: which of the two stays? */
function Clash({ session: { sync } }: { session: EditorSession }) {
  const main = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => main.current?.focus(), []);
  return (
    <Dialog title={t('clashTitle')} firm onClose={() => sync.keepText()}>
      <p>{t('clashText')}</p>
      <div class="row dialog-foot">
        <button class="btn" onClick={() => sync.goBack()}>
          {t('backToBlocks')}
        </button>
        <button class="btn pri" ref={main} onClick={() => sync.keepText()}>
          {t('keepText')}
        </button>
      </div>
    </Dialog>
  );
}

function RunLast({ session }: { session: EditorSession }) {
  const n = session.unfinished.value ?? 1;
  const answer = session.runAsked.value!;
  const main = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => main.current?.focus(), []);
  return (
    <Dialog title={t('runLastTitle', { n })} onClose={() => answer(false)}>
      <p>{t('runLastText', { n })}</p>
      <div class="row dialog-foot">
        <button class="btn" onClick={() => answer(true)}>
          {t('runLast')}
        </button>
        <button class="btn pri" ref={main} onClick={() => answer(false)}>
          {t('goOnWriting')}
        </button>
      </div>
    </Dialog>
  );
}
