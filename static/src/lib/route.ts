/**
 * Where the page is: `#/` is home, `#/bin` the bin, `#/project/<id>` a project's blocks,
 * `#/project/<id>/<view>/<detail>` another view of it.
 */

import { signal } from '@preact/signals';

/** The views that stand in the top bar. */
export const SECTIONS = ['guide', 'teach', 'blocks', 'data', 'training', 'mistakes', 'models', 'devices'] as const;
export type Section = (typeof SECTIONS)[number];
const VIEWS = [...SECTIONS, 'versions'] as const;
export type View = (typeof VIEWS)[number];
/** detail: what the view shows: a run, a file; or null. */
export type Place =
  | { kind: 'home' }
  | { kind: 'bin' }
  | { kind: 'project'; id: string; view: View; detail: string | null };

export const BIN = '#/bin';

function parseLocation(): Place {
  const match = /^#\/project\/([^/]+)(?:\/([^/]+))?(?:\/(.+))?/.exec(location.hash);
  if (!match) return { kind: location.hash === BIN ? 'bin' : 'home' };
  try {
    const view = VIEWS.find((one) => one === match[2]) ?? 'blocks';
    return {
      kind: 'project',
      id: decodeURIComponent(match[1]),
      view,
      detail: match[3] ? decodeURIComponent(match[3]) : null,
    };
  } catch {
    return { kind: 'home' };
  }
}

export const place = signal<Place>(parseLocation());
/** The address that `place` was read of. */
let placed = location.hash;
addEventListener('hashchange', () => {
  placed = location.hash;
  place.value = parseLocation();
});

/**
 * Names in the address what the view shows now, for a reload, without a step of the browser's Back. Nothing where the
 * page is about to go elsewhere: a link sets the address some time before `place` follows.
 */
export function replaceUrl(url: string): void {
  if (location.hash !== placed) return;
  history.replaceState(null, '', url);
  placed = location.hash;
}

export function goHome(): void {
  location.hash = '#/';
}

export function goToProject(id: string): void {
  location.hash = makeUrl(id, 'blocks');
}

export function goToView(id: string, view: View, detail?: string): void {
  location.hash = makeUrl(id, view, detail);
}

export function makeUrl(id: string, view: View, detail?: string): string {
  const rest = view === 'blocks' ? '' : `/${view}${detail ? `/${encodeURIComponent(detail)}` : ''}`;
  return `#/project/${encodeURIComponent(id)}${rest}`;
}
