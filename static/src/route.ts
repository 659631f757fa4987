/** Where the page is: `#/` is home, `#/project/<id>` a project's blocks, `#/project/<id>/<view>/<detail>` another view of it. */

import { signal } from '@preact/signals';

export const VIEWS = ['blocks', 'training', 'mistakes', 'models'] as const;
export type View = (typeof VIEWS)[number];
/** detail: what the view shows: a run, a file; or null. */
export type Place = { kind: 'home' } | { kind: 'project'; id: string; view: View; detail: string | null };

function read(): Place {
  const match = /^#\/project\/([^/]+)(?:\/([^/]+))?(?:\/(.+))?/.exec(location.hash);
  if (!match) return { kind: 'home' };
  try {
    const view = VIEWS.find((one) => one === match[2]) ?? 'blocks';
    return { kind: 'project', id: decodeURIComponent(match[1]), view, detail: match[3] ? decodeURIComponent(match[3]) : null };
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
  location.hash = addressOf(id, 'blocks');
}

export function goToView(id: string, view: View, detail?: string): void {
  location.hash = addressOf(id, view, detail);
}

export function addressOf(id: string, view: View, detail?: string): string {
  const rest = view === 'blocks' ? '' : `/${view}${detail ? `/${encodeURIComponent(detail)}` : ''}`;
  return `#/project/${encodeURIComponent(id)}${rest}`;
}
