/** The first page: the next step, the examples, the child's projects, this computer. */

import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { DropZone } from '../../components/files/drop_target';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { BIN, goToView, type View } from '../../lib/route';
import { both, formatNumber, lang, say, t } from '../../lib/texts';
import type { Example, ProjectCard, ProjectLearning } from '../../lib/types';
import { EngineLine } from '../engine/engine_line';
import { ExampleCard, ProjectTile } from './cards';
import { ComputerLine, ComputerStatus } from './computer_status';
import { findFreeTitle } from './free_title';
import { TeachPicture } from './teach_picture';
import { HomeBar } from './top_bar';
import './texts';
import '../../lib/common_texts';

const examples = signal<Example[]>([]);
const projects = signal<ProjectCard[] | null>(null);
const learning = signal<Record<string, ProjectLearning>>({});
const making = signal(false);

/** What begins with three classes and a camera, and the example with a board. */
const TEACH = {
  id: 'teach',
  get title() {
    return both('teachProject');
  },
};
const BOARD = 'servo';
/** What begins with the choice of a task. */
const GUIDE = {
  id: 'guide',
  get title() {
    return both('guideProject');
  },
};

/** Files on their way in: one at a time. */
const incoming = signal<File[] | null>(null);
const ImportProgress = lazy(() => import('./project_import').then((module) => module.ImportProgress));

function importFiles(files: File[]): void {
  if (files.length) incoming.value ??= files;
}

export async function refresh(): Promise<void> {
  try {
    const [shown, mine] = await Promise.all([api.fetchExamples(), api.fetchProjects()]);
    examples.value = shown;
    projects.value = mine.sort((a, b) => b.modified - a.modified);
    learning.value = await api.fetchProjectCards().catch(() => learning.peek());
  } catch (error) {
    showToast(say(api.describeError(error)), { label: t('retry'), run: () => void refresh() });
  }
}

/** Makes a project, empty or from an example, and opens it. */
async function createAndOpen(example?: Pick<Example, 'id' | 'title'>, view: View = 'blocks'): Promise<void> {
  if (making.value) return;
  making.value = true;
  try {
    const title = await findFreeTitle(example ? say(example.title) : t('untitled'));
    goToView((await api.createProject({ title, example: example?.id, lang: lang.value })).id, view);
    // Pressed again before the project is seen, it makes no second one: the page that is left counts no more.
  } catch (error) {
    showToast(say(api.describeError(error)));
    making.value = false;
  }
}

export function Home() {
  useEffect(() => {
    document.title = 'Sunmao 榫卯';
    making.value = false;
  }, []);
  useEffect(() => void refresh(), []);
  const mine = projects.value;
  return (
    <>
      <HomeBar>
        <ComputerLine />
      </HomeBar>
      <EngineLine />
      <main class="page" id="main">
        <div class="home">
          <div class="home-top">
            <Hero />
            <Ways />
          </div>
          {mine && <ProjectList projects={mine} />}
          <Examples />
          <ComputerStatus />
        </div>
      </main>
      {incoming.value && <ImportProgress files={incoming.value} onEnd={() => (incoming.value = null)} />}
      <DropZone
        icon="zip"
        title={t('dropProject')}
        text={t('dropProjectText')}
        onDrop={(transfer) => importFiles([...transfer.files])}
      />
    </>
  );
}

/** What a child who comes for the first time presses. */
function Hero() {
  return (
    <section class="panel hero" aria-labelledby="teach">
      <div class="hero-text">
        <h1 id="teach">{t('teachTitle')}</h1>
        <p class="lead">{t('teachText')}</p>
        <span class="grow" />
        <button class="btn pri big" disabled={making.value} onClick={() => createAndOpen(TEACH, 'teach')}>
          <Icon name="camera" />
          <span>{t('teachBegin')}</span>
        </button>
        <p class="cap">{t('teachTime')}</p>
      </div>
      <TeachPicture />
    </section>
  );
}

/** Other ways to begin. */
function Ways() {
  const board = examples.value.find((one) => one.id === BOARD);
  return (
    <nav class="ways" aria-label={t('ways')}>
      <button class="panel way" disabled={making.value} onClick={() => createAndOpen()}>
        <span class="way-icon way-blocks">
          <Icon name="blocks" />
        </span>
        <span>
          <b>{t('wayBlocks')}</b>
          <span class="cap">{t('wayBlocksText')}</span>
        </span>
        <Icon name="chevronRight" class="mut" />
      </button>
      <button class="panel way" disabled={making.value} onClick={() => createAndOpen(GUIDE, 'guide')}>
        <span class="way-icon way-guide">
          <Icon name="route" />
        </span>
        <span>
          <b>{t('wayGuide')}</b>
          <span class="cap">{t('wayGuideText')}</span>
        </span>
        <Icon name="chevronRight" class="mut" />
      </button>
      {board && (
        <button class="panel way" disabled={making.value} onClick={() => createAndOpen(board)}>
          <span class="way-icon way-board">
            <Icon name="cpu" />
          </span>
          <span>
            <b>{t('wayBoard')}</b>
            <span class="cap">{t('wayBoardText')}</span>
          </span>
          <Icon name="chevronRight" class="mut" />
        </button>
      )}
    </nav>
  );
}

function Examples() {
  return (
    <section aria-labelledby="examples">
      <div class="section-head">
        <h2 id="examples">{t('examples')}</h2>
        <span class="cap">{t('examplesText')}</span>
      </div>
      <div class="cards">
        {examples.value.map((one) => (
          <ExampleCard key={one.id} example={one} onOpen={() => createAndOpen(one)} />
        ))}
      </div>
    </section>
  );
}

function ProjectList({ projects: mine }: { projects: ProjectCard[] }) {
  const chooser = useRef<HTMLInputElement>(null);
  const pictures = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement | null) => {
    if (input?.files?.length) importFiles([...input.files]);
    if (input) input.value = '';
  };
  return (
    <section aria-labelledby="mine">
      <div class="section-head">
        <h2 id="mine">{t('myProjects')}</h2>
        <span class="pill num">{formatNumber(mine.length)}</span>
        <span class="grow" />
        <button class="btn" onClick={() => pictures.current?.click()}>
          <Icon name="image" />
          <span>{t('importPictures')}</span>
        </button>
        <button class="btn" onClick={() => chooser.current?.click()}>
          <Icon name="zip" />
          <span>{t('importZip')}</span>
        </button>
        <a class="btn" href={BIN}>
          <Icon name="trash" />
          <span>{t('bin')}</span>
        </a>
        <input
          type="file"
          hidden
          ref={chooser}
          accept=".zip,application/zip,.py,.ipynb"
          onChange={() => take(chooser.current)}
        />
        <input type="file" hidden ref={pictures} accept="image/*" multiple onChange={() => take(pictures.current)} />
      </div>
      <div class="cards four">
        <button class="card new" disabled={making.value} onClick={() => createAndOpen()}>
          <Icon name="plus" size="l" />
          <span>{t('newProject')}</span>
        </button>
        {mine.map((one) => (
          <ProjectTile key={one.id} project={one} learning={learning.value[one.id] ?? null} onChange={refresh} />
        ))}
        {!mine.length && <p class="mut no-projects">{t('noProjects')}</p>}
      </div>
    </section>
  );
}
