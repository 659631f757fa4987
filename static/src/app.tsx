/** The whole page: the place that the address names, and what may stand over any place. */

import { Home } from './home/home';
import { KeysHelp } from './keys/help';
import { Toasts } from './parts/toast';
import { ProjectPage } from './project/project';
import { place } from './route';

export function App() {
  const here = place.value;
  return (
    <>
      {here.kind === 'home' ? <Home /> : <ProjectPage key={here.id} id={here.id} />}
      <KeysHelp />
      <Toasts />
    </>
  );
}
