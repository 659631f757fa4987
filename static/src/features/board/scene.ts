/**
 * The picture of a board with its parts on their pins. Built when other parts come, then only moved, past the
 * framework.
 */

import type { BoardSpec, BoardState, Part } from '../../lib/board_types';
import { t } from '../../lib/texts';
import { drawBoard } from './board_drawing';
import { computeLayout, type Layout, type PlacedPart } from './layout';
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
  private readonly sockets: Map<string, SVGElement>;
  private readonly led: SVGCircleElement;
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
    const drawnBoard = drawBoard(board, this.layout);
    this.sockets = drawnBoard.sockets;
    this.led = drawnBoard.led;
    this.root.append(drawnBoard.root);
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
