/** Draws labels: a dark casing keeps every color visible on every picture, a number says the class without it. */

import { getHandlePoint, HANDLES } from '../geometry/boxes';
import type { Box, Point } from '../geometry/shapes';
import { toStage, type Viewport } from '../geometry/viewport';
import type { Annotation } from '../state/labeling_types';

const INK = '#1d2530';
const CASING = 5;
const LINE = 3;
const DASHES = [8, 6];
const FILL = 0.2;
const TAG_HEIGHT = 20;
const TAG_FONT = '600 13px system-ui, sans-serif';
/** A thing that is smaller on the screen has its number beside it. */
const TAG_ROOM = 44;
/** Smaller ones have none, unless they are chosen: it would hide them. */
const TAG_LEAST = 16;
const HANDLE = 10;

export interface Look {
  color: string;
  /** What stands on the tag: the class's key, with its name where it is chosen. */
  tag: string;
  proposed: boolean;
  selected: boolean;
}

type Pen = CanvasRenderingContext2D;

export function drawAnnotation(pen: Pen, view: Viewport, thing: Annotation, look: Look): void {
  if (thing.rle) return;
  const path = tracePath(view, thing);
  pen.setLineDash(look.proposed ? DASHES : []);
  pen.lineJoin = 'round';
  if (thing.polygons.length) {
    pen.globalAlpha = look.selected ? FILL * 1.6 : FILL;
    pen.fillStyle = look.color;
    pen.fill(path, 'evenodd');
    pen.globalAlpha = 1;
  }
  pen.strokeStyle = INK;
  pen.lineWidth = CASING;
  pen.stroke(path);
  pen.strokeStyle = look.color;
  pen.lineWidth = look.proposed ? LINE + 0.5 : LINE;
  pen.stroke(path);
  pen.setLineDash([]);
  drawTag(pen, view, thing, look);
}

function tracePath(view: Viewport, { box, polygons }: Annotation): Path2D {
  const path = new Path2D();
  if (!polygons.length) {
    const from = toStage(view, { x: box[0], y: box[1] });
    path.rect(from.x, from.y, (box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale);
    return path;
  }
  for (const polygon of polygons) {
    for (let at = 0; at < polygon.length; at += 2)
      path.lineTo(polygon[at] * view.scale + view.x, polygon[at + 1] * view.scale + view.y);
    path.closePath();
  }
  return path;
}

/** Inside the upper left corner; of a small thing and of the chosen one above it. */
function drawTag(pen: Pen, view: Viewport, thing: Annotation, { color, tag, proposed, selected }: Look): void {
  const { box } = thing;
  const [wide, high] = [(box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale];
  if (!tag || (!selected && Math.min(wide, high) < TAG_LEAST)) return;
  pen.font = TAG_FONT;
  const width = Math.max(TAG_HEIGHT, pen.measureText(tag).width + 10);
  const { x, y } = toStage(view, findTagPoint(thing));
  const above = selected || Math.min(wide, high) < TAG_ROOM;
  const left = Math.max(2, thing.polygons.length ? x - width / 2 : above ? x : x + 6);
  const top = Math.max(2, above ? y - TAG_HEIGHT - 4 : y + 6);
  pen.beginPath();
  pen.roundRect(left, top, width, TAG_HEIGHT, 4);
  pen.fillStyle = proposed ? '#fff' : color;
  pen.fill();
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.stroke();
  pen.fillStyle = proposed || isLight(color) ? INK : '#fff';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(tag, left + width / 2, top + TAG_HEIGHT / 2 + 1);
}

/** The corner of a box, the highest point of an outline. */
function findTagPoint({ box, polygons }: Annotation): Point {
  let best = { x: box[0], y: polygons.length ? Infinity : box[1] };
  for (const polygon of polygons)
    for (let at = 0; at < polygon.length; at += 2)
      if (polygon[at + 1] < best.y) best = { x: polygon[at], y: polygon[at + 1] };
  return best;
}

/** Whether dark letters are better seen on a color, by its luminance as WCAG counts it. */
export function isLight(color: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.19;
}

export function drawHandles(pen: Pen, view: Viewport, box: Box): void {
  for (const handle of HANDLES) drawKnob(pen, toStage(view, getHandlePoint(box, handle)), false);
}

/** The corners of an outline; active: the one in hand, or the first of a line that a click on it closes. */
export function drawCorners(pen: Pen, view: Viewport, points: readonly number[], active = -1): void {
  for (let at = 0; at < points.length; at += 2)
    drawKnob(pen, toStage(view, { x: points[at], y: points[at + 1] }), true, at === active);
}

function drawKnob(pen: Pen, { x, y }: Point, round: boolean, active = false): void {
  const side = active ? HANDLE + 4 : round ? HANDLE - 2 : HANDLE;
  pen.beginPath();
  if (round) pen.arc(x, y, side / 2, 0, 2 * Math.PI);
  else pen.roundRect(x - side / 2, y - side / 2, side, side, 2);
  pen.fillStyle = active ? '#ffd43b' : '#fff';
  pen.fill();
  pen.strokeStyle = INK;
  pen.lineWidth = 2;
  pen.stroke();
}

/** A line that is being drawn, with a thread to the pointer. */
export function drawLine(pen: Pen, view: Viewport, line: readonly number[], to: Point | null, color: string): void {
  const path = new Path2D();
  const points = to ? [...line, to.x, to.y] : line;
  for (let at = 0; at < points.length; at += 2)
    path.lineTo(points[at] * view.scale + view.x, points[at + 1] * view.scale + view.y);
  pen.lineJoin = 'round';
  pen.strokeStyle = INK;
  pen.lineWidth = CASING;
  pen.stroke(path);
  pen.strokeStyle = color;
  pen.lineWidth = LINE;
  pen.stroke(path);
}

/** Lines over the whole picture through a point: where a box would begin. */
export function drawGuides(pen: Pen, view: Viewport, at: Point, size: { w: number; h: number }): void {
  const { x, y } = toStage(view, at);
  const path = new Path2D();
  path.moveTo(view.x, y);
  path.lineTo(view.x + size.w * view.scale, y);
  path.moveTo(x, view.y);
  path.lineTo(x, view.y + size.h * view.scale);
  pen.strokeStyle = 'rgb(255 255 255 / 75%)';
  pen.lineWidth = 3;
  pen.stroke(path);
  pen.strokeStyle = INK;
  pen.lineWidth = 1;
  pen.setLineDash([6, 4]);
  pen.stroke(path);
  pen.setLineDash([]);
}
