/** A drawing as the list of what was done, so that each step can be taken back: drawn anew from its beginning. */

export const PAPER = { width: 480, height: 360 };

export type Tool = 'pen' | 'line' | 'box' | 'oval' | 'fill' | 'erase';
export type Place = readonly [x: number, y: number];

export interface Stroke {
  tool: Tool;
  color: string;
  width: number;
  /** Of a line, a box and an oval the first and the last count. */
  places: Place[];
}

/** What a drawing begins with: nothing, or a picture that is changed. */
export type Ground = ImageBitmap | null;

export function paintDrawing(context: CanvasRenderingContext2D, ground: Ground, strokes: readonly Stroke[]): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, PAPER.width, PAPER.height);
  if (ground) {
    const scale = Math.min(PAPER.width / ground.width, PAPER.height / ground.height, 1);
    const [width, height] = [ground.width * scale, ground.height * scale];
    context.drawImage(ground, (PAPER.width - width) / 2, (PAPER.height - height) / 2, width, height);
  }
  for (const stroke of strokes) paintStroke(context, stroke);
}

export function paintStroke(context: CanvasRenderingContext2D, { tool, color, width, places }: Stroke): void {
  const first = places[0];
  const last = places.at(-1)!;
  if (tool === 'fill') return fillArea(context, first, color);
  context.save();
  context.globalCompositeOperation = tool === 'erase' ? 'destination-out' : 'source-over';
  Object.assign(context, { strokeStyle: color, lineWidth: width, lineCap: 'round', lineJoin: 'round' });
  context.beginPath();
  if (tool === 'box')
    context.rect(
      Math.min(first[0], last[0]),
      Math.min(first[1], last[1]),
      Math.abs(last[0] - first[0]),
      Math.abs(last[1] - first[1]),
    );
  else if (tool === 'oval') {
    const [across, up] = [Math.abs(last[0] - first[0]) / 2, Math.abs(last[1] - first[1]) / 2];
    context.ellipse((first[0] + last[0]) / 2, (first[1] + last[1]) / 2, across, up, 0, 0, 2 * Math.PI);
  } else {
    context.moveTo(...first);
    for (const place of tool === 'line' ? [last] : places) context.lineTo(...place);
  }
  context.stroke();
  context.restore();
}

/** How far the colors of two pixels may be apart that count as one area. */
const NEAR = 60;

/** Gives the area around a place a color, as far as its own color goes: rows of pixels, one beside the other. */
function fillArea(context: CanvasRenderingContext2D, [x, y]: Place, color: string): void {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  const pixels = image.data;
  const start =
    Math.min(height - 1, Math.max(0, Math.round(y))) * width + Math.min(width - 1, Math.max(0, Math.round(x)));
  const before = pixels.slice(4 * start, 4 * start + 4);
  const ink = [1, 3, 5].map((place) => Number.parseInt(color.slice(place, place + 2), 16));
  const seen = new Uint8Array(width * height);
  const waiting = [start];
  const belongs = (place: number) => {
    if (seen[place]) return false;
    let apart = 0;
    for (let part = 0; part < 4; part++) apart = Math.max(apart, Math.abs(pixels[4 * place + part] - before[part]));
    return apart <= NEAR;
  };
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen[place]) continue;
    let left = place;
    while (left % width > 0 && belongs(left - 1)) left--;
    for (let at = left; Math.floor(at / width) === Math.floor(place / width) && (at === place || belongs(at)); at++) {
      seen[at] = 1;
      for (const next of [at - width, at + width])
        if (next >= 0 && next < seen.length && belongs(next)) waiting.push(next);
    }
  }
  for (let place = 0; place < seen.length; place++) {
    if (!seen[place]) continue;
    for (let part = 0; part < 3; part++) pixels[4 * place + part] = ink[part];
    pixels[4 * place + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** A canvas cut down to what is seen of it; null where that is nothing. */
export function trimCanvas(canvas: HTMLCanvasElement | OffscreenCanvas): OffscreenCanvas | null {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let [left, top, right, bottom] = [canvas.width, canvas.height, -1, -1];
  for (let y = 0, place = 3; y < canvas.height; y++)
    for (let x = 0; x < canvas.width; x++, place += 4) {
      if (!data[place]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  if (right < left) return null;
  const part = new OffscreenCanvas(right - left + 1, bottom - top + 1);
  part.getContext('2d')!.drawImage(canvas, -left, -top);
  return part;
}
