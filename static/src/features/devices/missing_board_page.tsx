/** A board that is not plugged in: how its parts are wired, and what to do. */

import { Icon } from '../../components/icon';
import type { BoardSpec } from '../../lib/board_types';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { collectParts } from '../board/used_pins';
import { BoardStage } from './board_stage';
import { PinTable } from './pin_table';
import { WiringLink } from './wiring/wiring_link';
import './texts';

interface MissingBoardPageProps {
  opened: ProjectStore;
  board: BoardSpec;
  /** Whether the program uses it. */
  mine: boolean;
}

export function MissingBoardPage({ opened, board, mine }: MissingBoardPageProps) {
  const parts = collectParts(opened, null);
  return (
    <>
      <section class="dev-main" aria-label={say(board)}>
        <header class="row dev-head">
          <p class="pill board-out" role="status">
            <Icon name="unplugged" size="s" />
            {t('stAbsent')}
          </p>
        </header>
        <BoardStage feed={null} board={board} parts={parts} simulated={false} />
      </section>
      <aside class="dev-side side" aria-label={say(board)}>
        <h2 class="row">
          <Icon name="unplugged" />
          <span class="ell">{t('absentTitle', { board: say(board) })}</span>
        </h2>
        <p class="cap dev-part">{t(mine ? 'absentText' : 'plugNote')}</p>
        <PinTable feed={null} parts={parts} />
        {parts.length > 0 && <p class="cap dev-part">{t('wireSo')}</p>}
        <WiringLink project={opened.id} id={board.name} />
      </aside>
    </>
  );
}
