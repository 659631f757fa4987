/** The simulated board: always there, with the parts of the program on its pins and a hand on its inputs. */

import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { BoardSpec, BoardState, Part } from '../../lib/board_types';
import { makeUrl } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { type BoardSubscription, useBoard } from '../board/board_state';
import { useBuzzerSound } from '../board/buzzer_sound';
import { getDragInput } from '../board/drag_inputs';
import { PartInputs } from '../board/input_controls';
import { MuteButton } from '../board/mute_button';
import { getPartName, getReading, listPins } from '../board/readings';
import { setText } from '../board/svg';
import { collectParts } from '../board/used_pins';
import { makeBoardTopic } from '../board/which_board';
import { SeenNow } from '../output/results';
import { BoardStage } from './board_stage';
import { PinTable } from './pin_table';
import { WiringLink } from './wiring/wiring_link';
import '../board/texts';
import './texts';
import '../../lib/common_texts';

/** mine: whether the program uses this board. */
export function SimulatedPage({ opened, board, mine }: { opened: ProjectStore; board: BoardSpec; mine: boolean }) {
  const feed = useBoard(makeBoardTopic(opened));
  const state = feed?.state.value ?? null;
  const found = collectParts(opened, state, mine);
  const parts = useMemo(() => found, [JSON.stringify(found)]);
  useBuzzerSound(feed, parts);
  return (
    <>
      <section class="dev-main" aria-label={t('simBoard')}>
        <header class="row dev-head">
          <BoardStatus opened={opened} state={state} />
          <span class="grow" />
          <MuteButton parts={parts} kind="btn ic" />
          <button class="btn" disabled={!state} onClick={() => feed?.send({ reset: true })}>
            <Icon name="reset" />
            <span>{t('resetBoard')}</span>
          </button>
          <button class="btn" disabled={!state} onClick={() => feed?.send({ plugged: !state!.plugged })}>
            <Icon name={state?.plugged === false ? 'plug' : 'unplugged'} />
            <span>{t(state?.plugged === false ? 'plugCable' : 'pullCable')}</span>
          </button>
        </header>
        {feed?.trouble.value && (
          <p class="dev-said" role="alert">
            {say(feed.trouble.value)}
          </p>
        )}
        <BoardStage feed={feed} board={board} parts={parts} simulated />
        {mine && !parts.length && <NoParts opened={opened} />}
      </section>
      <aside class="dev-side side" aria-label={t('tryInputs')}>
        {mine && <SeenNow opened={opened} />}
        <h2 class="row">
          <Icon name="hand" />
          <span>{t('tryInputs')}</span>
        </h2>
        <Inputs feed={feed} parts={parts} />
        <PinTable feed={feed} parts={parts} />
        {parts.length > 0 && <WiringLink project={opened.id} id={board.name} />}
      </aside>
    </>
  );
}

/** Who uses the board. */
function BoardStatus({ opened, state }: { opened: ProjectStore; state: BoardState | null }) {
  if (!state)
    return (
      <p class="pill" role="status">
        {t('viewWait')}
      </p>
    );
  if (!state.plugged)
    return (
      <p class="pill board-out" role="status">
        <Icon name="unplugged" size="s" />
        {t('cableOut')}
      </p>
    );
  if (!state.owner)
    return (
      <p class="pill" role="status">
        {t('nobodyUses')}
      </p>
    );
  return (
    <p class="pill board-used ell" role="status">
      <Icon name="check" size="s" />
      {state.owner.project === opened.id ? t('usedHere') : t('usedBy', { name: state.owner.title })}
    </p>
  );
}

function Inputs({ feed, parts }: { feed: BoardSubscription | null; parts: Part[] }) {
  const movable = parts.filter((part) => getDragInput(part));
  if (!feed || !movable.length) return <p class="cap dev-part">{t('noInputs')}</p>;
  return (
    <>
      {movable.map((part) => (
        <Input key={`${part.kind} ${JSON.stringify(part.pins)}`} feed={feed} part={part} />
      ))}
    </>
  );
}

function Input({ feed, part }: { feed: BoardSubscription; part: Part }) {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const value = element.current!;
    return feed.draw((state) => setText(value, getReading(state, part).words));
  }, [feed, part]);
  return (
    <section class={`dev-part dev-input input-${getDragInput(part)!.kind}`}>
      <h3 class="ell">
        {getPartName(part)} <code>{listPins(part).join(' ')}</code>
      </h3>
      <span class="num mut" ref={element} />
      <PartInputs feed={feed} part={part} />
    </section>
  );
}

function NoParts({ opened }: { opened: ProjectStore }) {
  return (
    <div class="stage-none panel">
      <b>{t('noParts')}</b>
      <p class="mut">{t('noPartsText')}</p>
      <a class="btn pri" href={makeUrl(opened.id, 'blocks')}>
        <Icon name="blocks" />
        <span>{t('toBlocks')}</span>
      </a>
    </div>
  );
}
