/** A project that is open: the top bar, the blocks, the dock. */

import { useEffect, useState } from 'preact/hooks';
import * as api from '../api';
import { Dock } from '../dock/dock';
import { openProject } from '../early';
import { AreaMenu, listenForKeys } from '../keys/areas';
import { Icon } from '../parts/icon';
import { goHome } from '../route';
import { Opened } from '../state/opened';
import { say, t } from '../texts';
import type { Text } from '../types';
import { Banners } from './banners';
import { CanvasArea } from './canvas_area';
import { DropZone } from './drop';
import { TopBar } from './topbar';
import { UploadCard } from './upload_card';

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
  return <Blocks key={`${opened.id}:${again}`} opened={opened} onReload={() => setAgain(again + 1)} />;
}

function Blocks({ opened, onReload }: { opened: Opened; onReload(): void }) {
  useEffect(() => listenForKeys(opened), [opened]);
  const title = opened.title.value;
  useEffect(() => {
    document.title = `${title} · Sunmao`;
  }, [title]);
  return (
    <>
      <a class="skip" href="#canvas" onClick={(event) => skip(event, opened)}>{t('skip')}</a>
      <TopBar opened={opened} />
      <Banners opened={opened} onReload={onReload} />
      <main class="blocks-view" id="main">
        <CanvasArea opened={opened} />
        <Dock opened={opened} />
      </main>
      <UploadCard opened={opened} />
      <DropZone opened={opened} />
      <AreaMenu opened={opened} />
    </>
  );
}

function skip(event: Event, opened: Opened): void {
  event.preventDefault();
  opened.canvas.value?.focusWorkspace();
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
