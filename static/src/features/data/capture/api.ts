/** The requests of collecting. */

import { project, send } from '../../../lib/api';

/** How pictures are kept. mirror: left and right change places; square: only the middle. */
export interface Look {
  mirror: boolean;
  square: boolean;
}

const NO_LOOK: Look = { mirror: false, square: false };
const at = (id: string, set: string, rest: string) => project(id, `/datasets/${encodeURIComponent(set)}/${rest}`);
const query = (label: string, { mirror, square }: Look, more: Record<string, string> = {}) =>
  new URLSearchParams({ label, ...(mirror ? { mirror: '1' } : {}), ...(square ? { square: '1' } : {}), ...more });

/** The classes as they are on the disk, also those without a picture. */
export const classes = (id: string, set: string) =>
  send<{ name: string; count: number }[]>('GET', at(id, set, 'classes'));
/** Keeps a picture. The answer comes when it is on the disk, not before. */
export const keep = (id: string, set: string, label: string, picture: Blob, look = NO_LOOK) =>
  send<{ path: string; label: string; count: number }>('POST', at(id, set, `pictures?${query(label, look)}`), picture);
export const takeBack = (id: string, set: string, paths: string[]) =>
  send<{ taken_back: number }>('DELETE', at(id, set, 'pictures'), { paths });

/** Takes a picture every so many seconds out of a film. */
export function film(
  id: string,
  set: string,
  label: string,
  file: File,
  every: number,
  look: Look,
): Promise<{ job: string }> {
  const form = new FormData();
  form.append('film', file);
  return send('POST', at(id, set, `film?${query(label, look, { every: String(every) })}`), form);
}
