/** The sprites of the program in a row below the stage: which there are, where the chosen one stands, and one more. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { makeFileUrl } from '../../lib/api';
import { signUrl } from '../../lib/security/page_key';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { EMPTY_SCENE, type Scene } from './scene';
import { choosing, told } from './uses_stage';
import './library/texts';

const MAKES = /^[ \t]*([\p{L}_][\p{L}\p{N}_]*) = Sprite\((?:picture=)?(['"])(.*?)\2\)/gmu;
const FLASH_MS = 700;

interface RowSprite {
  variable: string;
  picture: string;
}

export function SpriteRow({ opened }: { opened: ProjectStore }) {
  const scene = told.value?.value ?? EMPTY_SCENE;
  const [chosen, choose] = useState('');
  const sprites = listSprites(opened.program.value.python);
  const place = findPlace(sprites, chosen, scene);
  useEffect(() => {
    const canvas = opened.canvas.peek();
    const picture = sprites.find(({ variable }) => variable === chosen)?.picture;
    const block = canvas?.values(null).find(({ kind, value }) => kind === 'sprite' && value === picture)?.block;
    if (!canvas || !block) return;
    canvas.setHovered(block);
    const timer = setTimeout(() => canvas.setHovered(null), FLASH_MS);
    return () => {
      clearTimeout(timer);
      canvas.setHovered(null);
    };
  }, [chosen]);
  return (
    <div class="sprite-row" role="group" aria-label={t('spriteRow')}>
      <div class="sprite-tiles">
        {sprites.map(({ variable, picture }) => (
          <button
            key={variable}
            class="sprite-tile"
            aria-pressed={variable === chosen}
            aria-label={variable}
            title={variable}
            onClick={() => choose(variable === chosen ? '' : variable)}
          >
            <img src={makePictureUrl(opened, picture)} alt="" />
          </button>
        ))}
        <button
          class="sprite-tile add"
          aria-label={t('spriteAdd')}
          title={t('spriteAdd')}
          onClick={() => (choosing.value = 'library')}
        >
          <Icon name="plus" />
        </button>
      </div>
      {chosen && (
        <p class="cap">
          <b>{chosen}</b>
          {place && t('spriteAt', { x: Math.round(place.x), y: Math.round(place.y) })}
        </p>
      )}
    </div>
  );
}

/** What a program makes, in its order, each variable once. */
export function listSprites(python: string): RowSprite[] {
  const found = new Map<string, string>();
  for (const [, variable, , picture] of python.matchAll(MAKES)) if (!found.has(variable)) found.set(variable, picture);
  return [...found].map(([variable, picture]) => ({ variable, picture }));
}

/** Sprites get their numbers in the order in which they are made, clones behind them. */
function findPlace(sprites: RowSprite[], chosen: string, scene: Scene) {
  const number = sprites.findIndex(({ variable }) => variable === chosen) + 1;
  return scene.sprites.find((one) => one.number === number) ?? null;
}

function makePictureUrl(opened: ProjectStore, picture: string): string {
  if (/[/\\.]/.test(picture)) return makeFileUrl(opened.id, picture);
  return signUrl(`/api/sprites/${encodeURIComponent(picture)}`);
}
