/** The editor in the code panel, with what is said below it: loaded when the child first writes. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Pressed } from '../lines';
import { MistakeSentence } from './mistake_card';
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
          <MistakeSentence found={session.mistake.value} />
          <TouchKeys session={session} />
          <Status opened={opened} session={session} />
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
  const extra = session.countExtraSpaces();
  return (
    <div role="status" aria-live="polite">
      {line !== null && (
        <div class="editor-strip">
          <Icon name="pencil" />
          <span class="grow">
            {extra
              ? t(extra > 0 ? 'tooFarIn' : 'tooFarOut', { line, n: Math.abs(extra) })
              : t('notFinished', { n: line })}
          </span>
          {extra !== 0 && (
            <button class="btn" onClick={() => session.lineUp()}>
              {t('lineUp')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Status({ opened, session }: { opened: ProjectStore; session: EditorSession }) {
  const pending = session.sync.pending.value;
  const kept = session.link.keptLines.value;
  const mended = session.mended.value;
  const mistakes = pending ? 0 : session.mistakeCount.value;
  return (
    <footer class="editor-status">
      {mistakes > 0 ? (
        <>
          <Icon name="warning" size="s" class="bad-text" />
          <span>{t('mistakesAt', { n: mistakes, line: session.mistake.value?.line ?? 1 })}</span>
        </>
      ) : (
        <>
          <Icon name={pending ? 'pencil' : 'ok'} size="s" class={pending ? '' : 'ok-text'} />
          <span>{t(pending ? 'codeWriting' : 'codeAgrees')}</span>
        </>
      )}
      {opened.code.long.value && <span>· {t('longProgram')}</span>}
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
