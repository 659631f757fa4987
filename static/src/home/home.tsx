/** The first page: the next step, the examples, the child's projects, this computer. */

import { useEffect } from 'preact/hooks';
import { signal } from '@preact/signals';
import * as api from '../api';
import { Icon } from '../parts/icon';
import { toast } from '../parts/toast';
import { goToProject } from '../route';
import { colorsOf } from '../state/colors';
import { switchLanguage } from '../state/session';
import { helpOpen } from '../keys/help';
import { lang, say, t } from '../texts';
import { whenWas } from '../time';
import type { Example, ProjectCard } from '../types';
import { ExampleCard, ProjectTile } from './cards';
import { Computer } from './computer';
import { Silhouette } from './silhouette';

const examples = signal<Example[]>([]);
const projects = signal<ProjectCard[] | null>(null);
const making = signal(false);

export async function refresh(): Promise<void> {
  try {
    const [shown, mine] = await Promise.all([api.examples(), api.projects()]);
    examples.value = shown;
    projects.value = mine.sort((a, b) => b.modified - a.modified);
  } catch (error) {
    toast(say(api.sentence(error)), { label: t('retry'), run: () => void refresh() });
  }
}

/** Makes a project, empty or from an example, and opens it. */
async function make(example?: Example): Promise<void> {
  if (making.value) return;
  making.value = true;
  try {
    const title = example ? say(example.title) : t('untitled');
    goToProject((await api.createProject({ title, example: example?.id, lang: lang.value })).id);
  } catch (error) {
    toast(say(api.sentence(error)));
  }
  making.value = false;
}

export function Home() {
  useEffect(() => {
    document.title = 'Sunmao 榫卯';
  }, []);
  useEffect(() => void refresh(), []);
  const mine = projects.value;
  return (
    <>
      <header class="top" role="banner">
        <span class="brand"><Mark /></span>
        <b class="brand-name">Sunmao 榫卯</b>
        <span class="grow" />
        <button class="btn ghost ic" aria-label={t('language')} title={t('language')} onClick={switchLanguage}>{t('languageShort')}</button>
        <button class="btn ghost ic" aria-label={t('keys')} title={t('keys')} onClick={() => (helpOpen.value = true)}><Icon name="keyboard" /></button>
      </header>
      <main class="page" id="main">
        <div class="home">
          <div class="home-main">
            {mine && (mine.length ? <CarryOn project={mine[0]} /> : <FirstVisit />)}
            <Examples />
            {mine && <Mine projects={mine} />}
          </div>
          <Computer />
        </div>
      </main>
    </>
  );
}

export function Mark() {
  return <img src="/assets/mark.svg" width={28} height={28} alt="" />;
}

function FirstVisit() {
  const hello = examples.value[0];
  if (!hello) return null;
  return (
    <section aria-labelledby="next">
      <h1 id="next">{t('first')}</h1>
      <div class="panel next-step">
        <div class="picture"><Silhouette colors={hello.colors} /></div>
        <div class="next-text">
          <p class="lead">{t('firstText', { n: hello.minutes })}</p>
          <button class="btn go big" disabled={making.value} onClick={() => make(hello)}><Icon name="play" /><span>{t('openNamed', { name: say(hello.title) })}</span></button>
        </div>
      </div>
    </section>
  );
}

function CarryOn({ project }: { project: ProjectCard }) {
  return (
    <section aria-labelledby="next">
      <h1 id="next">{t('carryOn')}</h1>
      <div class="panel next-step">
        <div class="picture"><Silhouette colors={colorsOf(project.id)} seed={project.id} /></div>
        <div class="next-text">
          <h2 class="card-title ell">{project.title}</h2>
          <p class="mut">{whenWas(project.modified)} · {t('blockCount', { n: project.blocks })}</p>
          <button class="btn pri big" onClick={() => goToProject(project.id)}>{t('openProject')}</button>
        </div>
      </div>
    </section>
  );
}

function Examples() {
  return (
    <section aria-labelledby="examples">
      <div class="section-head"><h2 id="examples">{t('examples')}</h2><span class="cap">{t('examplesText')}</span></div>
      <div class="cards">{examples.value.map((one) => <ExampleCard key={one.id} example={one} onOpen={() => make(one)} />)}</div>
    </section>
  );
}

function Mine({ projects: mine }: { projects: ProjectCard[] }) {
  return (
    <section aria-labelledby="mine">
      <div class="section-head"><h2 id="mine">{t('myProjects')}</h2><span class="pill num">{mine.length}</span></div>
      <div class="cards four">
        <button class="card new" disabled={making.value} onClick={() => make()}><Icon name="plus" size="l" /><span>{t('newProject')}</span></button>
        {mine.map((one) => <ProjectTile key={one.id} project={one} onChange={refresh} />)}
        {!mine.length && <p class="mut no-projects">{t('noProjects')}</p>}
      </div>
    </section>
  );
}
