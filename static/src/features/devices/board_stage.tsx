/** The large picture of a board: an island that is built anew when other parts come, and then only moved. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { type BoardState, type Declared, type Part, QUIET } from '../../lib/board_types';
import { lang } from '../../lib/texts';
import type { BoardFeed } from '../board/board_state';
import { handOf, press } from '../board/drag_inputs';
import { held } from '../board/input_controls';
import { Scene } from '../board/scene';

interface StageProps {
  feed: BoardFeed | null;
  board: Declared;
  parts: Part[];
  /** Whether a hand may press its buttons. */
  simulated: boolean;
}

export function BoardStage({ feed, board, parts, simulated }: StageProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const ends: (() => void)[] = [];
    const onPart = (part: Part, root: SVGGElement) => {
      if (feed && simulated && handOf(part)?.kind === 'press') {
        root.classList.add('pressable');
        ends.push(held(root, (down) => press(feed, part, down)));
      }
    };
    const scene = new Scene(board, parts, onPart);
    host.current!.replaceChildren(scene.root);
    scene.draw(QUIET, 0);
    const stop = feed?.draw((state: BoardState, now) => scene.draw(state, now));
    return () => {
      stop?.();
      for (const end of ends) end();
    };
  }, [feed, board, JSON.stringify(parts), lang.value, simulated]);
  return <div class="stage" ref={host} />;
}
