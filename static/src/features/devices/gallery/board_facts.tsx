/** What the chosen board can do, how it stands, and where its wiring is. */

import { Icon } from '../../../components/icon';
import type { Ability, BoardSpec } from '../../../lib/board_types';
import { t } from '../../../lib/texts';
import { SIMULATED } from '../../../state/simulated_board';
import { BoardPicture } from './board_picture';
import '../texts';

interface BoardFactsProps {
  title: string;
  board?: BoardSpec;
  note: string;
  tone: string;
  /** The page of the board, and that of its wiring. */
  url: string;
  wiringUrl: string;
}

export function BoardFacts({ title, board, note, tone, url, wiringUrl }: BoardFactsProps) {
  return (
    <aside class="gallery-side side" aria-label={title}>
      <div class="side-picture">{board ? <BoardPicture board={board} /> : <Icon name="usb" size="l" />}</div>
      <h2>{title}</h2>
      {board && <Facts board={board} />}
      <p class={`note ${tone}`} role="status">
        <Icon name="info" size="s" />
        <span>{note}</span>
      </p>
      <p class="row side-foot">
        {board?.name === SIMULATED && (
          <a class="btn" href={url}>
            <Icon name="play" />
            <span>{t('tryBoard')}</span>
          </a>
        )}
        <a class="btn grow" href={wiringUrl}>
          <Icon name="route" />
          <span>{t('seeWiring')}</span>
        </a>
      </p>
    </aside>
  );
}

/** Counts and abilities as they are declared; what a firmware adds is seen in use. */
function Facts({ board }: { board: BoardSpec }) {
  const count = (ability: Ability) => board.pins.filter((pin) => pin.can.includes(ability)).length;
  const analog = count('analog');
  const digital = board.pins.filter((pin) => pin.can.includes('output') && !pin.can.includes('analog')).length;
  const servos = count('servo');
  const facts = [
    [t('factPins'), t('pinCounts', { digital, analog })],
    [t('factServo'), servos ? t('servoCount', { n: servos }) : t('cannot')],
    [t('factAlone'), t(board.more.includes('alone') ? 'can' : 'needsComputer')],
    [t('factSee'), t(board.more.includes('vision') ? 'can' : 'computerSees')],
  ];
  return (
    <dl class="gallery-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
