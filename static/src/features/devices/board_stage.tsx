/** The large picture of a board: an island that is built anew when other parts come, and then only moved. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardSpec, BoardState, Part } from '../../lib/board_types';
import { lang } from '../../lib/texts';
import { INITIAL_BOARD_STATE } from '../../state/simulated_board';
import type { BoardSubscription } from '../board/board_state';
import { getDragInput, setButton } from '../board/drag_inputs';
import { listenForHold } from '../board/input_controls';
import { BoardScene } from '../board/scene';

interface StageProps {
  feed: BoardSubscription | null;
  board: BoardSpec;
  parts: Part[];
  /** Whether a hand may press its buttons. */
  simulated: boolean;
}

export function BoardStage({ feed, board, parts, simulated }: StageProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const ends: (() => void)[] = [];
    const onPart = (part: Part, root: SVGGElement) => {
      if (feed && simulated && getDragInput(part)?.kind === 'press') {
        root.classList.add('pressable');
        ends.push(listenForHold(root, (down) => setButton(feed, part, down)));
      }
    };
    const scene = new BoardScene(board, parts, onPart);
    host.current!.replaceChildren(scene.root);
    scene.draw(INITIAL_BOARD_STATE, 0);
    const stop = feed?.draw((state: BoardState, now) => scene.draw(state, now));
    return () => {
      stop?.();
      for (const end of ends) end();
    };
  }, [feed, board, JSON.stringify(parts), lang.value, simulated]);
  return <div class="stage" ref={host} />;
}
