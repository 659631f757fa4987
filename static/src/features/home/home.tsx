/** The first page: the next step, the examples, the child's projects, this computer. */

import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { BIN, goToProject } from '../../lib/route';
import { lang, say, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { Example, ProjectCard } from '../../lib/types';
import { getColors } from '../../state/card_colors';
import { DropZone } from '../project/drop_target';
import { Silhouette } from './block_silhouette';
import { ExampleCard, ProjectTile } from './cards';
import { ComputerStatus } from './computer_status';
import { HomeBar } from './top_bar';
import './texts';
import '../../lib/common_texts';

const examples = signal<Example[]>([]);
const projects = signal<ProjectCard[] | null>(null);
const making = signal(false);

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
  } catch (error) {
    showToast(say(api.describeError(error)), { label: t('retry'), run: () => void refresh() });
  }
}

/** Makes a project, empty or from an example, and opens it. */
async function createAndOpen(example?: Example): Promise<void> {
  if (making.value) return;
  making.value = true;
  try {
    const title = example ? say(example.title) : t('untitled');
    goToProject((await api.createProject({ title, example: example?.id, lang: lang.value })).id);
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
  making.value = false;
}

export function Home() {
  useEffect(() => {
    document.title = 'Sunmao 榫卯';
  }, []);
  useEffect(() => void refresh(), []);
  const mine = projects.value;
  const latest = mine?.find((one) => !one.damaged) ?? mine?.[0];
  return (
    <>
      <HomeBar />
      <main class="page" id="main">
        <div class="home">
          <div class="home-main">
            {mine && (latest ? <LatestProject project={latest} /> : <FirstVisit />)}
            <Examples />
            {mine && <ProjectList projects={mine} />}
          </div>
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

function FirstVisit() {
  const hello = examples.value[0];
  if (!hello) return null;
  return (
    <section aria-labelledby="next">
      <h1 id="next">{t('first')}</h1>
      <div class="panel next-step">
        <div class="picture">
          <Silhouette colors={hello.colors} />
        </div>
        <div class="next-text">
          <p class="lead">{t('firstText', { n: hello.minutes })}</p>
          <button class="btn go big" disabled={making.value} onClick={() => createAndOpen(hello)}>
            <Icon name="play" />
            <span>{t('openNamed', { name: say(hello.title) })}</span>
          </button>
        </div>
      </div>
    </section>
  );
}

function LatestProject({ project }: { project: ProjectCard }) {
  return (
    <section aria-labelledby="next">
      <h1 id="next">{t('carryOn')}</h1>
      <div class="panel next-step">
        <div class="picture">
          <Silhouette colors={getColors(project.id)} seed={project.id} />
        </div>
        <div class="next-text">
          <h2 class="card-title ell">{project.title}</h2>
          <p class="mut">
            {formatDate(project.modified)} · {t('blockCount', { n: project.blocks })}
          </p>
          <button class="btn pri big" onClick={() => goToProject(project.id)}>
            {t('openProject')}
          </button>
        </div>
      </div>
    </section>
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
  const take = (input: HTMLInputElement | null) => {
    if (input?.files?.length) importFiles([...input.files]);
    if (input) input.value = '';
  };
  return (
    <section aria-labelledby="mine">
      <div class="section-head">
        <h2 id="mine">{t('myProjects')}</h2>
        <span class="pill num">{mine.length}</span>
        <span class="grow" />
        <button class="btn" onClick={() => chooser.current?.click()}>
          <Icon name="zip" />
          <span>{t('importZip')}</span>
        </button>
        <a class="btn" href={BIN}>
          <Icon name="trash" />
          <span>{t('bin')}</span>
        </a>
        <input type="file" hidden ref={chooser} accept=".zip,application/zip" onChange={() => take(chooser.current)} />
      </div>
      <div class="cards four">
        <button class="card new" disabled={making.value} onClick={() => createAndOpen()}>
          <Icon name="plus" size="l" />
          <span>{t('newProject')}</span>
        </button>
        {mine.map((one) => (
          <ProjectTile key={one.id} project={one} onChange={refresh} />
        ))}
        {!mine.length && <p class="mut no-projects">{t('noProjects')}</p>}
      </div>
    </section>
  );
}
