/** A project that is open: the top bar, the blocks, the dock. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { BIN, goHome, goToProject, goToView, place, type View } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { ProjectStore } from '../../state/project_store';
import { EngineLine } from '../engine/engine_line';
import { ImportDialog } from '../import/import_dialog';
import { PictureDrop } from '../import/picture_drop';
import { UploadCard } from '../import/upload_card';
import { focusQuestion } from '../output/ask';
import { OutputPanel } from '../output/output';
import { openProject } from '../project/prefetch';
import { AreaMenu, listenForKeys } from '../shortcuts/focus_areas';
import { Banners } from './banners';
import { CanvasArea } from './canvas_area';
import { TopBar } from './topbar';
import { OtherView } from './views';
import './connections';
import '../project/texts';
import '../../lib/common_texts';

export function ProjectPage({ id }: { id: string }) {
  const [opened, setOpened] = useState<ProjectStore | null>(null);
  const [trouble, setTrouble] = useState<{ text: Text; gone: boolean } | null>(null);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let mine: ProjectStore | null = null;
    let left = false;
    setTrouble(null);
    openProject(id).then(
      (project) => !left && setOpened((mine = new ProjectStore(project, () => setAgain((before) => before + 1)))),
      (error) => {
        if (left) return;
        const body = error instanceof api.ApiError ? error.body : {};
        if (typeof body.moved === 'string') return goToProject(body.moved);
        setTrouble({ text: api.describeError(error), gone: error instanceof api.ApiError && error.status === 404 });
      },
    );
    return () => {
      left = true;
      mine?.dispose();
      setOpened(null);
    };
  }, [id, again]);
  if (trouble)
    return (
      <Missing
        text={trouble.gone ? t('noProject') : say(trouble.text)}
        onRetry={() => setAgain(again + 1)}
        gone={trouble.gone}
      />
    );
  if (!opened)
    return (
      <div class="loading" role="status">
        {t('canvasWait')}
      </div>
    );
  return <LoadedProject key={`${opened.id}:${again}`} opened={opened} />;
}

/**
 * The blocks stay where they are while another view covers them: Blockly measures texts, and cannot where nothing is
 * laid out.
 */
function LoadedProject({ opened }: { opened: ProjectStore }) {
  const view = place.value.kind === 'project' ? place.value.view : 'blocks';
  const covered = view !== 'blocks';
  useEffect(() => listenForKeys(opened), [opened]);
  useFocusMoves(opened, covered);
  useNotices(opened, view);
  const title = opened.title.value;
  useEffect(() => {
    document.title = `${title} · Sunmao`;
  }, [title]);
  return (
    <>
      {/** biome-ignore lint/a11y/useValidAnchor: the link that skips to the content */}
      <a class="skip" href="#main" onClick={(event) => skipToMain(event, opened)}>
        {t(covered ? 'skipView' : 'skip')}
      </a>
      <TopBar opened={opened} view={view} />
      {!(view === 'teach' && opened.run.busy.value) && <EngineLine />}
      <Banners opened={opened} />
      <main class="views" id="main">
        <div class={`blocks-view face-${opened.code.shown.value}`} inert={covered}>
          <CanvasArea opened={opened} />
          <OutputPanel opened={opened} />
        </div>
        {covered && <OtherView opened={opened} view={view} />}
      </main>
      <UploadCard opened={opened} />
      <ImportDialog opened={opened} />
      <PictureDrop opened={opened} />
      <AreaMenu opened={opened} />
    </>
  );
}

/**
 * On the way out, what Blockly has open is closed; on the way back, the question, or the block that was chosen, has the
 * focus again: before the next paint, for keys pressed at once.
 */
function useFocusMoves(opened: ProjectStore, covered: boolean): void {
  const before = useRef(covered);
  useLayoutEffect(() => {
    if (before.current === covered) return;
    before.current = covered;
    if (covered) opened.canvas.value?.flush();
    else if (opened.run.ask.value) focusQuestion();
    else opened.canvas.value?.focusWorkspace();
  }, [opened, covered]);
}

/**
 * What the run wants to be looked at among the blocks is said in the other views, and that it is over; teaching and
 * the steps show the outcome themselves.
 */
function useNotices(opened: ProjectStore, view: View): void {
  const covered = view !== 'blocks';
  const { error, ask, paused, phase } = opened.run;
  const before = useRef(phase.value);
  const toBlocks = { label: t('showMe'), run: () => goToView(opened.id, 'blocks') };
  useEffect(() => {
    if (covered && error.value)
      showToast(say(error.value.title), { label: t('showMe'), run: () => opened.showTrouble() });
  }, [error.value]);
  useEffect(() => {
    if (covered && ask.value) showToast(ask.value.text ? say(ask.value.text) : t('question'), toBlocks);
  }, [ask.value]);
  useEffect(() => {
    const ended = phase.value === 'finished' && before.current !== 'ready' && before.current !== 'finished';
    before.current = phase.value;
    if (covered && ended && view !== 'teach' && view !== 'guide')
      showToast(t('endedAway'), { ...toBlocks, label: t('seeResults') });
  }, [phase.value]);
  useEffect(() => {
    if (covered && paused.value) showToast(t('pausedAway'), toBlocks);
  }, [paused.value]);
}

function skipToMain(event: Event, opened: ProjectStore): void {
  event.preventDefault();
  const other = document.getElementById('view');
  if (other) other.focus();
  else opened.canvas.value?.focusWorkspace();
}

function Missing({ text, gone, onRetry }: { text: string; gone: boolean; onRetry(): void }) {
  return (
    <main class="page" id="main">
      <div class="empty">
        <Icon name={gone ? 'question' : 'unplugged'} size="l" />
        <b>{text}</b>
        {gone && <p>{t('noProjectText')}</p>}
        <p class="row empty-act">
          <button class="btn pri" onClick={goHome}>
            {t('toHome')}
          </button>
          {gone ? (
            <a class="btn" href={BIN}>
              {t('bin')}
            </a>
          ) : (
            <button class="btn" onClick={onRetry}>
              {t('retry')}
            </button>
          )}
        </p>
      </div>
    </main>
  );
}
