/**
 * Draws a scene into a canvas: one canvas and its 2D context for all but the backdrop, which lies behind it as it came,
 * so that a camera's picture is not painted once more in every frame. A scene graph (Konva) would keep a node
 * for each sprite, to be made equal to what the program says in every frame; here what it says is what is drawn.
 */

import { type Costume, HEIGHT, type Scene, type StagePoints, type StageSprite, WIDTH } from './scene';

const INK = '#1d2733';
const PAPER = '#fff';
const MINT = '#8df0c4';
const LETTERS = 15;
const LABEL_LETTERS = 12;
const MARGIN = 8;
const TAIL = 12;
const RADIUS = 12;
const WIDEST = 200;
const MAX_LINES = 2;

export interface Pictures {
  costumes: Map<string, Costume>;
  /** The size of the picture that lies behind; null where there is none. */
  backdrop: { width: number; height: number } | null;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Draws it as large as the canvas. */
export function drawStage(canvas: HTMLCanvasElement, scene: Scene, pictures: Pictures): void {
  const context = canvas.getContext('2d')!;
  const scale = canvas.width / WIDTH;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  if (scene.backdrop && pictures.backdrop) drawFound(context, pictures.backdrop, scene.points);
  else {
    context.fillStyle = PAPER;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    if (!scene.sprites.length) drawCross(context);
  }
  const shown = scene.sprites.filter((one) => one.visible);
  for (const sprite of shown) drawSprite(context, sprite, pictures.costumes.get(sprite.costume), scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  for (const sprite of shown) if (sprite.said) drawBubble(context, sprite);
  if (scene.label) drawLabel(context, scene.label);
}

/** The points that were found in the backdrop, which is shown whole, in the middle. */
function drawFound(
  context: CanvasRenderingContext2D,
  picture: { width: number; height: number },
  points: StagePoints[],
) {
  const times = Math.min(WIDTH / picture.width, HEIGHT / picture.height);
  const box = { width: picture.width * times, height: picture.height * times };
  const place: Box = { ...box, left: (WIDTH - box.width) / 2, top: (HEIGHT - box.height) / 2 };
  for (const each of points) drawPoints(context, each, place);
}

function drawPoints(context: CanvasRenderingContext2D, found: StagePoints, box: Box): void {
  const places = found.places.map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);
  context.lineCap = 'round';
  const lines = new Path2D();
  for (const [start, end] of found.lines) {
    lines.moveTo(places[start][0], places[start][1]);
    lines.lineTo(places[end][0], places[end][1]);
  }
  const dots = new Path2D();
  for (const number of found.dots) {
    const [x, y] = places[number];
    if (found.what === 'body') dots.rect(x - 4, y - 4, 8, 8);
    else {
      const radius = found.what === 'face' ? 2.5 : 4.5;
      dots.moveTo(x + radius, y);
      dots.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  for (const [color, wide] of [
    [INK, 5],
    [MINT, 3],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.stroke(lines);
  }
  context.fillStyle = PAPER;
  context.strokeStyle = INK;
  context.lineWidth = 2;
  context.fill(dots);
  context.stroke(dots);
}

/** Where the middle and the ends are, until something stands there. */
function drawCross(context: CanvasRenderingContext2D): void {
  context.strokeStyle = '#dcd7cc';
  context.fillStyle = '#5f6b7a';
  context.lineWidth = 1;
  context.font = '11px system-ui, sans-serif';
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(0, HEIGHT / 2);
  context.lineTo(WIDTH, HEIGHT / 2);
  context.moveTo(WIDTH / 2, 0);
  context.lineTo(WIDTH / 2, HEIGHT);
  context.stroke();
  context.setLineDash([]);
  context.fillText('x −240', 4, HEIGHT / 2 - 4);
  context.fillText('y 180', WIDTH / 2 + 4, 12);
  context.fillText('y −180', WIDTH / 2 + 4, HEIGHT - 5);
  context.textAlign = 'right';
  context.fillText('x 240', WIDTH - 4, HEIGHT / 2 - 4);
  context.textAlign = 'left';
}

function drawSprite(
  context: CanvasRenderingContext2D,
  sprite: StageSprite,
  costume: Costume | undefined,
  scale: number,
): void {
  const width = (sprite.width * sprite.size) / 100;
  const height = (sprite.height * sprite.size) / 100;
  if (!costume || !width) return;
  const angle = ((sprite.direction - 90) * Math.PI) / 180;
  const [cosine, sine] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const [x, y] = [(sprite.x + WIDTH / 2) * scale, (HEIGHT / 2 - sprite.y) * scale];
  context.setTransform(cosine, sine, -sine, cosine, x, y);
  context.drawImage(costume.getSized(width * scale), -width / 2, -height / 2, width, height);
}

function drawBubble(context: CanvasRenderingContext2D, sprite: StageSprite): void {
  context.font = `600 ${LETTERS}px system-ui, "Noto Sans CJK SC", sans-serif`;
  const lines = breakLines(sprite.said, (text) => context.measureText(text).width);
  const wide = Math.max(...lines.map((line) => context.measureText(line).width)) + 2 * MARGIN;
  const high = 1.3 * LETTERS * lines.length + 1.5 * MARGIN;
  const tip = { x: sprite.x + WIDTH / 2, y: HEIGHT / 2 - findTop(sprite) };
  const left = Math.min(Math.max(tip.x - wide / 4, MARGIN), WIDTH - wide - MARGIN);
  const top = Math.min(Math.max(tip.y - high - TAIL - 2, MARGIN), HEIGHT - high - MARGIN);
  const foot = Math.min(Math.max(tip.x, left + 2 * RADIUS), left + wide - 2 * RADIUS);
  const outline = new Path2D();
  outline.roundRect(left, top, wide, high, RADIUS);
  context.fillStyle = PAPER;
  context.strokeStyle = INK;
  context.lineWidth = 2.5;
  context.lineJoin = 'round';
  context.stroke(outline);
  context.fill(outline);
  if (tip.y > top + high) {
    const tail = new Path2D();
    tail.moveTo(foot - 7, top + high - 1);
    tail.lineTo(foot, Math.min(tip.y, top + high + TAIL));
    tail.lineTo(foot + 7, top + high - 1);
    context.fill(tail);
    context.stroke(tail);
    context.fillRect(foot - 6, top + high - 4, 12, 3);
  }
  context.fillStyle = INK;
  lines.forEach((line, number) => {
    context.fillText(line, left + MARGIN, top + MARGIN / 2 + LETTERS * (1.3 * number + 1.05));
  });
}

/** What was seen, in a pill in the upper left corner. */
function drawLabel(context: CanvasRenderingContext2D, label: string): void {
  context.font = `600 ${LABEL_LETTERS}px system-ui, "Noto Sans CJK SC", sans-serif`;
  const wide = context.measureText(label).width + 2 * MARGIN;
  const high = 1.8 * LABEL_LETTERS;
  const outline = new Path2D();
  outline.roundRect(MARGIN, MARGIN, wide, high, high / 2);
  context.fillStyle = PAPER;
  context.strokeStyle = INK;
  context.lineWidth = 1.5;
  context.fill(outline);
  context.stroke(outline);
  context.fillStyle = INK;
  context.fillText(label, 2 * MARGIN, MARGIN + 1.28 * LABEL_LETTERS);
}

function findTop(sprite: StageSprite): number {
  const angle = ((sprite.direction - 90) * Math.PI) / 180;
  const half = (sprite.width * Math.abs(Math.sin(angle)) + sprite.height * Math.abs(Math.cos(angle))) / 2;
  return sprite.y + (half * sprite.size) / 100;
}

/** What is said, in lines as wide as a bubble; of a long text the end. */
export function breakLines(text: string, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(/\s+/g, ' ').match(/[\x21-\x7e]+ ?|[^\x21-\x7e]/gu) ?? []) {
    if (line && measure(line + word) > WIDEST) {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  return [...lines, line.trimEnd()].slice(-MAX_LINES);
}
