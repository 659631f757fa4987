/** Trying a model with the camera or a picture. */

import type { Opened } from '../state/opened';

export function TryPanel({ opened, path }: { opened: Opened; path: string }) {
  return <section class="panel" data-project={opened.id} data-model={path} />;
}
