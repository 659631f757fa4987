/** The whole page: the place that the address names, and what may stand over any place. */

import { lazy } from './components/lazy';
import { Toasts } from './components/toast';
import { Home } from './features/home/home';
import { KeysHelp } from './features/shortcuts/help';
import { ProjectPage } from './features/studio/studio';
import { place } from './lib/route';

const Trash = lazy(() => import('./features/trash/trash').then((module) => module.TrashView));

export function App() {
  const here = place.value;
  return (
    <>
      {here.kind === 'project' ? (
        <ProjectPage key={here.id} id={here.id} />
      ) : here.kind === 'bin' ? (
        <Trash />
      ) : (
        <Home />
      )}
      <KeysHelp />
      <Toasts />
    </>
  );
}
