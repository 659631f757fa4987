/**
 * The picture of a board with its parts on their pins. Built when other parts come, then only moved, past the
 * framework.
 */

import type { BoardSpec, BoardState, Part } from '../../lib/board_types';
import { type Key, t } from '../../lib/texts';
import { computeLayout, type Layout, type PinPosition, type PlacedPart } from './layout';
import { getPartDrawing } from './parts/all';
import { type Animate, BOX, getWidth, LONGEST_STEP } from './parts/part_drawing';
import { getBoardName, getKindName, getPartName, getReading, listPins } from './readings';
import { createSvg, setAttributes, setText } from './svg';
import './texts';

const SPOKEN_EVERY_MS = 500;
/** Half widths of a Chinese character: more would run into the name beside it. */
const LONGEST_NAME = 15;

interface Drawn {
  part: Part;
  move: Animate;
  value: SVGTextElement;
}

export class BoardScene {
  readonly root: SVGSVGElement;
  private readonly layout: Layout;
  private readonly drawn: Drawn[];
  private readonly sockets = new Map<string, SVGElement>();
  private readonly led = createSvg('circle', { r: 5 });
  private readonly name: string;
  private before = 0;
  private spoken = -SPOKEN_EVERY_MS;

  /** onPart: hears of a finger or mouse on a part's picture; parts that take no input get none. */
  constructor(
    private readonly board: BoardSpec,
    parts: Part[],
    onPart?: (part: Part, root: SVGGElement) => void,
  ) {
    this.name = getBoardName(board.name, [board]);
    this.layout = computeLayout(board, parts);
    const { width, height } = this.layout;
    this.root = createSvg('svg', {
      viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`,
      role: 'img',
      class: 'scene',
    });
    this.root.style.setProperty('--least', `${Math.round(width * 0.62)}px`);
    this.root.append(this.makeBoard());
    for (const placed of this.layout.parts) this.root.append(...drawWires(placed));
    this.drawn = this.layout.parts.map((placed) => this.makePart(placed, onPart));
  }

  /** Draws a state. Returns whether something goes on moving by itself. */
  draw(state: BoardState, now: number): boolean {
    const seconds = Math.min(LONGEST_STEP, (now - this.before) / 1000);
    this.before = now;
    let moving = false;
    const sentences: string[] = [];
    for (const { part, move, value } of this.drawn) {
      const reading = getReading(state, part);
      moving = move(reading, seconds) === true || moving;
      setText(value, reading.words);
      sentences.push(t('partShows', { name: getPartName(part), pin: listPins(part).join(' '), value: reading.words }));
    }
    this.light(state);
    this.speak(sentences, now);
    return moving;
  }

  /** The picture in words, for who does not see it; not with every frame. */
  private speak(sentences: string[], now: number): void {
    if (now - this.spoken < SPOKEN_EVERY_MS) return;
    this.spoken = now;
    this.root.setAttribute(
      'aria-label',
      t('boardShows', { board: this.name, parts: sentences.join('; ') || t('noPartsShown') }),
    );
  }

  private light(state: BoardState): void {
    for (const [name, socket] of this.sockets) {
      const value = state.pins[name]?.value ?? 0;
      socket.classList.toggle('lit', name in state.pins);
      socket.classList.toggle('high', name in state.pins && value > 0);
    }
    const led = this.board.led ? (state.pins[this.board.led]?.value ?? 0) : 0;
    setAttributes(this.led, { fill: led > 0 ? '#ffb02e' : '#3b4450' });
    this.root.classList.toggle('cable-out', !state.plugged);
  }

  private makeBoard(): SVGGElement {
    const { x, y, width, height } = this.layout.board;
    const bottom = [...this.layout.spots.values()].some((spot) => spot.side === 'bottom');
    const group = createSvg(
      'g',
      { class: 'scene-board' },
      createSvg(
        'g',
        { class: 'scene-cable' },
        createSvg('path', {
          d: `M${x - 40} ${y + height * 0.3}H${x - 8}`,
          stroke: '#5f6b7a',
          'stroke-width': 10,
          'stroke-linecap': 'round',
        }),
      ),
      createSvg('rect', {
        x: x - 24,
        y: y + height * 0.18,
        width: 40,
        height: 56,
        rx: 3,
        fill: '#b9c0ca',
        stroke: '#7b8490',
      }),
      createSvg('rect', { x, y, width, height, rx: 16, fill: '#0f5d63', stroke: '#0a4347', 'stroke-width': 2 }),
      createSvg(
        'text',
        { x: x + width * 0.14, y: y + height * (bottom ? 0.56 : 0.64), class: 'scene-title' },
        this.name,
      ),
      createSvg('rect', {
        x: x + width * 0.55,
        y: y + height * 0.43,
        width: width * 0.3,
        height: 40,
        rx: 4,
        fill: '#1d2530',
      }),
      createSvg(
        'text',
        { x: x + width * 0.7, y: y + height * 0.43 + 26, class: 'scene-chip', 'text-anchor': 'middle' },
        this.board.firmware,
      ),
    );
    setAttributes(this.led, { cx: x + width * 0.14 + 6, cy: y + height * (bottom ? 0.66 : 0.78) });
    group.append(
      this.led,
      createSvg(
        'text',
        { x: x + width * 0.14 + 18, y: y + height * (bottom ? 0.66 : 0.78) + 5, class: 'scene-pin' },
        'L',
      ),
    );
    for (const spot of this.layout.spots.values()) group.append(this.makeSocket(spot));
    return group;
  }

  private makeSocket(spot: PinPosition): SVGGElement {
    const { x, y, pin } = spot;
    const hole = createSvg('rect', { x: x - 7, y: y - 7, width: 14, height: 14, rx: 3, class: 'socket' });
    this.sockets.set(pin.name, hole);
    const abilities = pin.can.map((one) => t(`can_${one}` as Key)).join(' · ');
    return createSvg(
      'g',
      {},
      createSvg('title', {}, t('pinCan', { pin: pin.name, abilities })),
      hole,
      ...drawLabel(spot, this.layout),
    );
  }

  private makePart({ part, x, y, scale, titleY }: PlacedPart, onPart?: (part: Part, root: SVGGElement) => void): Drawn {
    const look = getPartDrawing(part.kind);
    const picture = createSvg('g', {
      transform: `translate(${x - (getWidth(look) * scale) / 2} ${y}) scale(${scale})`,
      'data-kind': part.kind,
      'data-pins': listPins(part).join(' '),
    });
    const move = look.make(picture);
    const value = createSvg('text', { x, y: titleY + 24, class: 'scene-value', 'text-anchor': 'middle' });
    const pins = listPins(part).join(' ');
    this.root.append(
      picture,
      addTitle(part, pins, createSvg('text', { x, y: titleY, class: 'scene-name', 'text-anchor': 'middle' })),
      value,
    );
    onPart?.(part, picture);
    return { part, move, value };
  }
}

/** A part's name and pins. A long name is cut, with the whole of it under the mouse; the pins are always read whole. */
function addTitle(part: Part, pins: string, text: SVGTextElement): SVGTextElement {
  const name = getPartName(part);
  const behind = pins && ` · ${pins}`;
  const shown = shorten(name, LONGEST_NAME - behind.length);
  text.append(createSvg('title', {}, shown === name ? getKindName(part) : `${name}${behind}`), `${shown}${behind}`);
  return text;
}

function shorten(name: string, most: number): string {
  const wide = (letter: string) => (letter > '\u2e7f' ? 2 : 1);
  const letters = [...name];
  if (letters.reduce((sum, letter) => sum + wide(letter), 0) <= most) return name;
  let room = most - 2; // the dots are as wide as a Chinese character
  return `${letters
    .slice(
      0,
      letters.findIndex((letter) => (room -= wide(letter)) < 0),
    )
    .join('')}…`;
}

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
      ? createSvg(
          'text',
          {
            class: 'scene-pin small',
            'text-anchor': down > 0 ? 'end' : 'start',
            transform: `translate(${x + 4} ${y + 12 * down}) rotate(-90)`,
          },
          pin.name,
        )
      : createSvg('text', { x, y: y + (down > 0 ? 24 : -14), class: 'scene-pin', 'text-anchor': 'middle' }, pin.name);
  return pin.can.includes('pwm')
    ? [words, createSvg('text', { x, y: y + (down > 0 ? 37 : -30), class: 'scene-pin', 'text-anchor': 'middle' }, '~')]
    : [words];
}

/** One wire to each pin, light below so that crossings stay readable. */
function drawWires({ part, x, y, scale, above, spots }: PlacedPart): SVGElement[] {
  const color = getPartDrawing(part.kind).wire;
  const from = above ? y + BOX.height * scale - 2 : y;
  return spots.flatMap((spot, at) => {
    const start = x + (at - (spots.length - 1) / 2) * 12;
    const bend = (spot.y - from) * 0.5;
    const d = `M${start} ${from}C${start} ${from + bend} ${spot.x} ${spot.y - bend} ${spot.x} ${spot.y}`;
    return [createSvg('path', { d, class: 'wire-under' }), createSvg('path', { d, class: 'wire', stroke: color })];
  });
}
