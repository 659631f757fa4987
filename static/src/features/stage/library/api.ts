/** Sprites of a project over HTTP. */

import { encodePath, makeProjectPath, send } from '../../../lib/api';
import { signUrl } from '../../../lib/security/page_key';
import type { CutOut, LibrarySprite, SpritePath } from '../../../lib/types';

export const fetchSprites = (id: string) => send<LibrarySprite[]>('GET', makeProjectPath(id, '/sprites'));

export const saveSprite = (id: string, name: string, png: Blob) =>
  send<SpritePath>('POST', makeProjectPath(id, `/sprites?name=${encodeURIComponent(name)}`), png);

export const renameSprite = (id: string, path: string, name: string) =>
  send<SpritePath>('PATCH', makeProjectPath(id, '/sprites'), { path, name });

export const deleteSprite = (id: string, path: string) =>
  send<unknown>('DELETE', makeProjectPath(id, '/sprites'), { path });

/** taps: [x, y, 1 in it or 0 beside it] in pixels of the photo; none: the people, or what stands in the middle. */
export const cutOut = (id: string, photo: Blob, taps: number[][]) =>
  send<CutOut>(
    'POST',
    makeProjectPath(id, `/sprites/cut-out?taps=${taps.map((tap) => tap.map(Math.round).join(',')).join(';')}`),
    photo,
  );

/** Address of a costume's picture, at most so many pixels a side; of a sprite of the project it has one only. */
export function makeCostumeUrl(id: string, sprite: LibrarySprite, costume = ''): string {
  if (sprite.own) return signUrl(makeProjectPath(id, `/files/${encodePath(sprite.path)}`));
  const name = costume || sprite.costumes[0].name;
  return signUrl(`/api/sprites/${encodeURIComponent(sprite.name)}/${encodeURIComponent(name)}`);
}
