/** Drawing a sprite: pen, line, box, oval, fill and eraser on a paper as large as the stage. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../../../components/icon';
import { type Key, t } from '../../../lib/texts';
import {
  type Ground,
  PAPER,
  type Place,
  paintDrawing,
  paintStroke,
  type Stroke,
  type Tool,
  trimCanvas,
} from './drawing';
import './texts';
import '../../../lib/common_texts';

const TOOLS: [Tool, IconName, Key][] = [
  ['pen', 'pencil', 'drawPen'],
  ['line', 'slash', 'drawLine'],
  ['box', 'square', 'drawBox'],
  ['oval', 'circle', 'drawOval'],
  ['fill', 'bucket', 'drawFill'],
  ['erase', 'eraser', 'drawErase'],
];
const COLORS = [
  '#1d2530',
  '#ffffff',
  '#d9433b',
  '#f08c2e',
  '#ffd43b',
  '#4caf6d',
  '#8df0c4',
  '#5aa0e6',
  '#2a56b9',
  '#8a5fd0',
  '#e58ab8',
  '#8a5523',
];
const WIDTHS = [3, 6, 14, 28];
const STEP = 6;
const ARROWS: Record<string, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

interface DrawProps {
  /** A picture that is changed. */
  ground: Ground;
  /** What is drawn now; null where there is nothing. */
  onDrawn(picture: OffscreenCanvas | null): void;
}

export function DrawTab({ ground, onDrawn }: DrawProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [tool, setTool] = useState<Tool>('pen');
  const [color, setColor] = useState(COLORS[0]);
  const [width, setWidth] = useState(WIDTHS[1]);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const [undone, setUndone] = useState<Stroke[]>([]);
  const [pointer, setPointer] = useState<Place | null>(null);
  const drawing = useRef<Stroke | null>(null);
  const byKeys = useRef(false);
  const getContext = () => canvas.current!.getContext('2d', { willReadFrequently: true })!;
  useEffect(() => {
    paintDrawing(getContext(), ground, strokes);
    onDrawn(trimCanvas(canvas.current!));
  }, [ground, strokes]);
  const find = (event: PointerEvent): Place => {
    const box = canvas.current!.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * PAPER.width) / box.width,
      ((event.clientY - box.top) * PAPER.height) / box.height,
    ];
  };
  const begin = (place: Place) => {
    drawing.current = { tool, color, width, places: [place, place] };
    show();
  };
  const goOn = (place: Place) => {
    drawing.current?.places.push(place);
    show();
  };
  const end = () => {
    const made = drawing.current;
    drawing.current = null;
    byKeys.current = false;
    if (!made) return;
    setStrokes([...strokes, made]);
    setUndone([]);
  };
  const show = () => {
    const made = drawing.current;
    if (!made || made.tool === 'fill') return;
    // A line, a box or an oval is another one with every move.
    if (made.tool !== 'pen' && made.tool !== 'erase') paintDrawing(getContext(), ground, strokes);
    paintStroke(getContext(), made);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      return event.shiftKey ? redo() : undo();
    }
    const arrow = ARROWS[event.key];
    const at = pointer ?? [PAPER.width / 2, PAPER.height / 2];
    if (arrow) {
      event.preventDefault();
      const step = event.shiftKey ? 4 * STEP : STEP;
      const next: Place = [
        Math.min(PAPER.width, Math.max(0, at[0] + step * arrow[0])),
        Math.min(PAPER.height, Math.max(0, at[1] + step * arrow[1])),
      ];
      setPointer(next);
      if (byKeys.current) goOn(next);
    } else if (event.key === ' ') {
      event.preventDefault();
      setPointer(at);
      if (byKeys.current) return end();
      begin(at);
      byKeys.current = true;
      if (tool === 'fill') end();
    } else if (event.key === 'Escape' && byKeys.current) {
      event.stopPropagation();
      end();
    }
  };
  const undo = () => {
    if (!strokes.length) return;
    setUndone([...undone, strokes.at(-1)!]);
    setStrokes(strokes.slice(0, -1));
  };
  const redo = () => {
    if (!undone.length) return;
    setStrokes([...strokes, undone.at(-1)!]);
    setUndone(undone.slice(0, -1));
  };
  return (
    <div class="sprite-draw">
      <div class="sprite-tools" role="toolbar" aria-label={t('drawTools')}>
        <div class="seg">
          {TOOLS.map(([name, icon, words]) => (
            <button
              key={name}
              aria-pressed={tool === name}
              aria-label={t(words)}
              title={t(words)}
              onClick={() => setTool(name)}
            >
              <Icon name={icon} />
            </button>
          ))}
        </div>
        <div class="seg">
          {WIDTHS.map((wide) => (
            <button
              key={wide}
              aria-pressed={width === wide}
              aria-label={`${t('spriteWidth')} ${wide}`}
              title={`${t('spriteWidth')} ${wide}`}
              onClick={() => setWidth(wide)}
            >
              <i class="sprite-dot" style={{ width: `${wide * 0.7}px`, height: `${wide * 0.7}px` }} />
            </button>
          ))}
        </div>
        <button class="btn ic" aria-label={t('undo')} title={t('undo')} disabled={!strokes.length} onClick={undo}>
          <Icon name="undo" />
        </button>
        <button
          class="btn ic"
          aria-label={t('drawRedo')}
          title={t('drawRedo')}
          disabled={!undone.length}
          onClick={redo}
        >
          <Icon name="redo" />
        </button>
      </div>
      <div class="sprite-paper">
        <canvas
          class="sprite-canvas"
          ref={canvas}
          width={PAPER.width}
          height={PAPER.height}
          tabIndex={0}
          role="img"
          aria-label={`${t('drawPaper')}. ${t('drawHint')}`}
          onKeyDown={onKeyDown}
          onBlur={() => byKeys.current && end()}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setPointer(null);
            begin(find(event));
          }}
          onPointerMove={(event) => drawing.current && !byKeys.current && goOn(find(event))}
          onPointerUp={() => !byKeys.current && end()}
          onPointerCancel={() => !byKeys.current && end()}
        />
        <i class="sprite-cross" aria-hidden="true" />
        {pointer && (
          <i
            class="sprite-pointer"
            aria-hidden="true"
            style={{ left: `${(100 * pointer[0]) / PAPER.width}%`, top: `${(100 * pointer[1]) / PAPER.height}%` }}
          />
        )}
      </div>
      <div class="sprite-colors" role="group" aria-label={t('drawColors')}>
        {COLORS.map((one, number) => (
          <button
            key={one}
            class="sprite-color"
            aria-pressed={color === one}
            aria-label={t('drawColor', { n: number + 1 })}
            style={{ background: one }}
            onClick={() => setColor(one)}
          />
        ))}
        <input
          type="color"
          class="sprite-color"
          aria-label={t('drawOther')}
          title={t('drawOther')}
          value={color}
          onInput={(event) => setColor(event.currentTarget.value)}
        />
      </div>
      <p class="cap">{t('drawHint')}</p>
    </div>
  );
}
