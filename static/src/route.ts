/** Where the page is: `#/` is home, `#/project/<id>` a project. */

import { signal } from '@preact/signals';

export type Place = { kind: 'home' } | { kind: 'project'; id: string };

function read(): Place {
  const match = /^#\/project\/([^/]+)/.exec(location.hash);
  if (!match) return { kind: 'home' };
  try {
    return { kind: 'project', id: decodeURIComponent(match[1]) };
  } catch {
    return { kind: 'home' };
  }
}

export const place = signal<Place>(read());
addEventListener('hashchange', () => (place.value = read()));

export function goHome(): void {
  location.hash = '#/';
}

export function goToProject(id: string): void {
  location.hash = `#/project/${encodeURIComponent(id)}`;
}
