/** The board, its parts, and a numbered wire from each leg to its hole. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardSpec, Part } from '../../../lib/board_types';
import { lang, t } from '../../../lib/texts';
import { INITIAL_BOARD_STATE } from '../../../state/simulated_board';
import { drawBoard } from '../../board/board_drawing';
import type { PlacedPart } from '../../board/layout';
import { getPartDrawing } from '../../board/parts/all';
import { getWidth } from '../../board/parts/part_drawing';
import { getBoardName, getReading } from '../../board/readings';
import { createSvg } from '../../board/svg';
import type { WiringPlan } from './plan_wires';
import { type DrawnRow, type DrawnWire, layOutWires, type WiringLayout } from './wiring_layout';
import './texts';

/** Dashes of wires by their color, for printers that have none. */
const DASHES = ['none', '10 5', '3 5', '16 5', '12 4 3 4', '7 3', '2 3', '20 4 4 4'];

interface WiringPictureProps {
  board: BoardSpec;
  plan: WiringPlan;
  nameOf(part: Part): string;
  /** Numbers of wires. */
  done: ReadonlySet<number>;
  next: number | undefined;
  /** Whether only the part of the next wire is shown. */
  single: boolean;
}

export function WiringPicture({ board, plan, nameOf, done, next, single }: WiringPictureProps) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const placed = layOutWires(board, plan);
    const root = drawWiring(board, plan, placed, nameOf);
    const current = plan.wires.find((wire) => wire.number === next)?.part;
    for (const { wire } of placed.wires)
      for (const piece of root.querySelectorAll(`[data-wire="${wire.number}"]`)) {
        piece.classList.toggle('done', done.has(wire.number));
        piece.classList.toggle('next', wire.number === next);
        piece.classList.toggle('away', single && wire.part !== current);
      }
    for (const [at, part] of [...root.querySelectorAll('.wiring-part')].entries())
      part.classList.toggle('away', single && at !== current);
    host.current!.replaceChildren(root);
  }, [board, plan, done, next, single, lang.value]);
  return <div class="stage wiring-stage" ref={host} />;
}

function drawWiring(
  board: BoardSpec,
  plan: WiringPlan,
  placed: WiringLayout,
  nameOf: (part: Part) => string,
): SVGSVGElement {
  const { layout, rows, wires } = placed;
  const drawn = drawBoard(board, layout);
  for (const { hole } of wires) if (hole) markHole(drawn.root, hole.x, hole.y);
  const colors = [...new Set(plan.wires.map((wire) => wire.color))];
  const parts = plan.parts.map((part) => layout.parts.find((one) => one.part === part)!);
  const root = createSvg(
    'svg',
    {
      viewBox: `0 0 ${Math.round(layout.width)} ${Math.round(layout.height)}`,
      role: 'img',
      class: 'scene wiring-scene',
      'aria-label': t('wiringShows', { board: getBoardName(board.name, [board]), n: wires.length }),
    },
    drawn.root,
    ...rows.map(drawRow),
    ...parts.map((one) => drawPart(one, nameOf(one.part))),
    ...wires.flatMap((one) => drawWire(one, DASHES[colors.indexOf(one.wire.color) % DASHES.length])),
    ...wires.map(drawDisc),
  );
  root.style.setProperty('--least', `${Math.round(layout.width * 0.62)}px`);
  return root;
}

function markHole(board: SVGGElement, x: number, y: number): void {
  for (const hole of board.querySelectorAll('.socket, .power-hole'))
    if (hole.getAttribute('x') === String(x - 7) && hole.getAttribute('y') === String(y - 7))
      hole.classList.add('wired');
}

/** A row of a breadboard, all of whose holes are joined. */
function drawRow({ name, y, from, to }: DrawnRow): SVGGElement {
  return createSvg(
    'g',
    { class: 'wiring-row' },
    createSvg('rect', { x: from - 10, y: y - 10, width: to - from + 20, height: 20, rx: 5 }),
    createSvg('path', { d: `M${from} ${y}H${to}` }),
    createSvg('text', { x: from - 8, y: y - 12, class: 'wiring-row-name' }, name),
  );
}

function drawPart({ part, x, y, scale, titleY }: PlacedPart, name: string): SVGGElement {
  const look = getPartDrawing(part.kind);
  const picture = createSvg('g', {
    transform: `translate(${x - (getWidth(look) * scale) / 2} ${y}) scale(${scale})`,
    'data-kind': part.kind,
  });
  look.make(picture)(getReading(INITIAL_BOARD_STATE, part), 0);
  const title = createSvg('text', { x, y: titleY + 12, class: 'scene-name', 'text-anchor': 'middle' }, name);
  return createSvg('g', { class: 'wiring-part' }, picture, title);
}

function drawWire({ wire, path }: DrawnWire, dash: string): SVGElement[] {
  const over = createSvg('path', { d: path, class: 'wire', stroke: wire.color, 'data-wire': wire.number });
  over.style.setProperty('--dash', dash);
  return [createSvg('path', { d: path, class: 'wire-under', 'data-wire': wire.number }), over];
}

function drawDisc({ wire, disc }: DrawnWire): SVGGElement {
  return createSvg(
    'g',
    { class: 'wire-disc', 'data-wire': wire.number },
    createSvg('circle', { cx: disc.x, cy: disc.y, r: 11, stroke: wire.color }),
    createSvg('text', { x: disc.x, y: disc.y + 5, 'text-anchor': 'middle' }, String(wire.number)),
  );
}
