/** The whole page: the place that the address names, and what may stand over any place. */

import { Home } from './home/home';
import { KeysHelp } from './keys/help';
import { later } from './parts/later';
import { Toasts } from './parts/toast';
import { ProjectPage } from './project/project';
import { place } from './route';

const Bin = later(() => import('./bin/bin').then((module) => module.Bin));

export function App() {
  const here = place.value;
  return (
    <>
      {here.kind === 'project' ? <ProjectPage key={here.id} id={here.id} /> : here.kind === 'bin' ? <Bin /> : <Home />}
      <KeysHelp />
      <Toasts />
    </>
  );
}
