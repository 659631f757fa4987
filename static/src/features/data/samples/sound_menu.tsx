/** A second of sound as a tile: pressed, it is heard, and its menu opens. */

import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { t } from '../../../lib/texts';
import { playSample } from '../../sound/sample_player';
import { SoundTile } from '../../sound/sound_tile';
import './texts';

interface SoundMenuProps {
  project: string;
  /** Below the project. */
  path: string;
  label: string;
  size?: 64 | 160 | 320;
  /** For the test. */
  test?: boolean;
  /** None: it can only be heard. */
  onTakeOut?(): void;
}

export function SoundMenu({ project, path, label, size, test = false, onTakeOut }: SoundMenuProps) {
  const play = () => void playSample(project, path);
  const drawn = (
    <>
      <SoundTile project={project} path={path} size={size} />
      <span class="sound-play" aria-hidden="true">
        <Icon name="play" size="s" />
      </span>
      {test && (
        <span class="pill" aria-hidden="true">
          {t('sentenceTest')}
        </span>
      )}
    </>
  );
  if (!onTakeOut)
    return (
      <button class="sound-button" aria-label={t('soundHear', { name: label })} title={label} onClick={play}>
        {drawn}
      </button>
    );
  return (
    <div class="sound-menu" onClickCapture={(event) => isOpening(event.target) && play()}>
      <Menu label={label} class="sound-button" align="left" button={drawn}>
        <MenuItem icon="play" label={t('soundAgain')} onChoose={play} />
        <MenuItem icon="trash" label={t('soundRemove')} onChoose={onTakeOut} />
      </Menu>
    </div>
  );
}

/** Whether this is the tile of a menu that opens; asked before it does. */
function isOpening(target: EventTarget | null): boolean {
  const button = target instanceof Element ? target.closest('.sound-button') : null;
  return button?.getAttribute('aria-expanded') === 'false';
}
