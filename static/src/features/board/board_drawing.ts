/** A board itself, with its holes and their names. */

import type { BoardSpec } from '../../lib/board_types';
import { t } from '../../lib/texts';
import type { Layout, PinPosition, PowerPosition } from './layout';
import { getBoardName } from './readings';
import { createSvg } from './svg';
import './texts';

interface DrawnBoard {
  root: SVGGElement;
  sockets: Map<string, SVGElement>;
  led: SVGCircleElement;
}

export function drawBoard(board: BoardSpec, layout: Layout): DrawnBoard {
  const { x, y, width, height } = layout.board;
  const bottom = [...layout.spots.values()].some((spot) => spot.side === 'bottom');
  const at = { x: x + width * 0.14, y: y + height * (bottom ? 0.66 : 0.78) };
  const led = createSvg('circle', { r: 5, cx: at.x + 6, cy: at.y, fill: '#3b4450' });
  const sockets = new Map<string, SVGElement>();
  const root = createSvg(
    'g',
    { class: 'scene-board' },
    ...drawSocketAndPlate(layout),
    createSvg(
      'text',
      { x: at.x, y: y + height * (bottom ? 0.56 : 0.64), class: 'scene-title' },
      getBoardName(board.name, [board]),
    ),
    drawChip(layout),
    led,
    createSvg('text', { x: at.x + 18, y: at.y + 5, class: 'scene-pin' }, 'L'),
    ...[...layout.spots.values()].map((spot) => drawSocket(spot, layout, sockets)),
    ...layout.power.map(drawPowerHole),
  );
  return { root, sockets, led };
}

function drawSocketAndPlate({ board: { x, y, width, height } }: Layout): SVGElement[] {
  const cable = {
    d: `M${x - 40} ${y + height * 0.3}H${x - 8}`,
    stroke: '#5f6b7a',
    'stroke-width': 10,
    'stroke-linecap': 'round',
  };
  const usb = { x: x - 24, y: y + height * 0.18, width: 40, height: 56, rx: 3, fill: '#b9c0ca', stroke: '#7b8490' };
  const plate = { x, y, width, height, rx: 16, fill: '#0f5d63', stroke: '#0a4347', 'stroke-width': 2 };
  return [
    createSvg('g', { class: 'scene-cable' }, createSvg('path', cable)),
    createSvg('rect', usb),
    createSvg('rect', plate),
  ];
}

function drawChip({ board: { x, y, width, height } }: Layout): SVGElement {
  const place = { x: x + width * 0.55, y: y + height * 0.43, width: width * 0.3, height: 40 };
  return createSvg('rect', { ...place, rx: 4, fill: '#1d2530' });
}

function drawSocket(spot: PinPosition, layout: Layout, sockets: Map<string, SVGElement>): SVGGElement {
  const { x, y, pin } = spot;
  const hole = createSvg('rect', { x: x - 7, y: y - 7, width: 14, height: 14, rx: 3, class: 'socket' });
  sockets.set(pin.name, hole);
  const abilities = pin.can.map((one) => t(`can_${one}`)).join(' · ');
  return createSvg(
    'g',
    {},
    createSvg('title', {}, t('pinCan', { pin: pin.name, abilities })),
    hole,
    ...drawLabel(spot, layout),
  );
}

/** A hole for current; its name stands upright, as there is little room between neighbors. */
function drawPowerHole({ x, y, hole, side }: PowerPosition): SVGGElement {
  const rect = createSvg('rect', { x: x - 7, y: y - 7, width: 14, height: 14, rx: 3, class: 'power-hole' });
  const inside = createSvg('g', {}, rect);
  if (side === 'column') inside.append(createSvg('title', {}, hole.name));
  else inside.append(drawUpright(hole.name, x, y, side === 'top' ? 1 : -1));
  return inside;
}

const drawUpright = (name: string, x: number, y: number, down: number) =>
  createSvg(
    'text',
    {
      class: 'scene-pin small',
      'text-anchor': down > 0 ? 'end' : 'start',
      transform: `translate(${x + 4} ${y + 12 * down}) rotate(-90)`,
    },
    name,
  );

/** The name beside a pin's hole, and a wave where the pin can be dimmed. */
function drawLabel({ x, y, side, pin }: PinPosition, layout: Layout): SVGElement[] {
  if (side === 'column') {
    const outer = [...layout.spots.values()].some((one) => one.side === 'column' && one.x < x);
    return [
      createSvg(
        'text',
        { x: x + (outer ? 11 : -11), y: y + 4, class: 'scene-pin small', 'text-anchor': outer ? 'start' : 'end' },
        pin.name,
      ),
    ];
  }
  const down = side === 'top' ? 1 : -1;
  const words =
    pin.name.length > 2 && layout.dense
      ? drawUpright(pin.name, x, y, down)
      : createSvg('text', { x, y: y + (down > 0 ? 24 : -14), class: 'scene-pin', 'text-anchor': 'middle' }, pin.name);
  return pin.can.includes('pwm')
    ? [words, createSvg('text', { x, y: y + (down > 0 ? 37 : -30), class: 'scene-pin', 'text-anchor': 'middle' }, '~')]
    : [words];
}
