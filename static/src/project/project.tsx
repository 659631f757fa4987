/** A project that is open: the top bar, the blocks, the dock. */

import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from '../api';
import { Dock } from '../dock/dock';
import { openProject } from '../early';
import { AreaMenu, listenForKeys } from '../keys/areas';
import { Icon } from '../parts/icon';
import { toast } from '../parts/toast';
import { goHome, goToView, place } from '../route';
import { Opened } from '../state/opened';
import { say, t } from '../texts';
import type { Text } from '../types';
import { Banners } from './banners';
import { CanvasArea } from './canvas_area';
import { DropZone } from './drop';
import { TopBar } from './topbar';
import { UploadCard } from './upload_card';
import { OtherView } from './views';

export function ProjectPage({ id }: { id: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState<{ text: Text; gone: boolean } | null>(null);
  const [again, setAgain] = useState(0);
  useEffect(() => {
    let mine: Opened | null = null;
    let left = false;
    setTrouble(null);
    openProject(id).then(
      (project) => !left && setOpened((mine = new Opened(project))),
      (error) => !left && setTrouble({ text: api.sentence(error), gone: error instanceof api.ApiError && error.status === 404 }),
    );
    return () => {
      left = true;
      mine?.dispose();
      setOpened(null);
    };
  }, [id, again]);
  if (trouble) return <Missing text={trouble.gone ? t('noProject') : say(trouble.text)} onRetry={() => setAgain(again + 1)} gone={trouble.gone} />;
  if (!opened) return <div class="loading" role="status">{t('canvasWait')}</div>;
  return <Whole key={`${opened.id}:${again}`} opened={opened} onReload={() => setAgain(again + 1)} />;
}

/** The blocks stay where they are while another view covers them: Blockly measures texts, and cannot where nothing is laid out. */
function Whole({ opened, onReload }: { opened: Opened; onReload(): void }) {
  const view = place.value.kind === 'project' ? place.value.view : 'blocks';
  const covered = view !== 'blocks';
  useEffect(() => listenForKeys(opened), [opened]);
  useTurns(opened, covered);
  useNews(opened, covered);
  const title = opened.title.value;
  useEffect(() => {
    document.title = `${title} · Sunmao`;
  }, [title]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => skip(event, opened)}>{t(covered ? 'skipView' : 'skip')}</a>
      <TopBar opened={opened} view={view} />
      <Banners opened={opened} onReload={onReload} />
      <main class="views" id="main">
        <div class="blocks-view" inert={covered}>
          <CanvasArea opened={opened} />
          <Dock opened={opened} />
        </div>
        {covered && <OtherView opened={opened} view={view} />}
      </main>
      <UploadCard opened={opened} />
      <DropZone opened={opened} />
      <AreaMenu opened={opened} />
    </>
  );
}

/** On the way out, what Blockly has open is closed; on the way back, the question, or the block that was chosen, has the focus again. */
function useTurns(opened: Opened, covered: boolean): void {
  const before = useRef(covered);
  useEffect(() => {
    if (before.current === covered) return;
    before.current = covered;
    if (covered) opened.canvas.value?.flush();
    else if (opened.run.ask.value) document.querySelector<HTMLElement>('.ask input, .ask button')?.focus();
    else opened.canvas.value?.focusWorkspace();
  }, [opened, covered]);
}

/** What the run wants to be looked at among the blocks is said in the other views. */
function useNews(opened: Opened, covered: boolean): void {
  const { error, ask } = opened.run;
  const toBlocks = { label: t('showMe'), run: () => goToView(opened.id, 'blocks') };
  useEffect(() => {
    if (covered && error.value) toast(say(error.value.title), { label: t('showMe'), run: () => opened.showTrouble() });
  }, [error.value]);
  useEffect(() => {
    if (covered && ask.value) toast(t('question'), toBlocks);
  }, [ask.value]);
}

function skip(event: Event, opened: Opened): void {
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
          <button class="btn pri" onClick={goHome}>{t('toHome')}</button>
          {!gone && <button class="btn" onClick={onRetry}>{t('retry')}</button>}
        </p>
      </div>
    </main>
  );
}
