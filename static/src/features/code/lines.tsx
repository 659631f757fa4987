/** The lines of the program, to read. A line and its block find each other both ways. */

import { effect } from '@preact/signals';
import { Component } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { getFaultySpan, getRunningSpan, getSpan } from './line_spans';
import { highlight, type Piece } from './syntax_highlight';
import './texts';
import '../../lib/common_texts';

/** Where the child pressed, to write there: the line from 1, and the pixels from its upper left corner. */
export interface Pressed {
  line: number;
  x: number;
  y: number;
}

const FIRST: Pressed = { line: 1, x: 0, y: 0 };

interface LinesProps {
  opened: ProjectStore;
  python: string;
  /** The child wants to write. */
  onWrite(at: Pressed): void;
  /** The child types where the code can only be read. */
  onLocked(): void;
}

export function Lines({ opened, python, onWrite, onLocked }: LinesProps) {
  const locked = opened.code.locked.value;
  const element = useRef<HTMLDivElement>(null);
  const chosen = useRef(0);
  const lines = useMemo(() => highlight(python.replace(/\n$/, '')), [python]);
  useEffect(() => (element.current ? highlightLines(opened, element.current) : undefined), [opened, python]);
  if (!python)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: keys come to it by the area menu
      // biome-ignore lint/a11y/useKeyWithClickEvents: the same
      <div class="lines" tabIndex={locked ? undefined : 0} onClick={() => !locked && onWrite(FIRST)}>
        <p class="lines-empty mut">{t(locked ? 'codeEmpty' : 'codeEmptyWrite')}</p>
      </div>
    );
  const blockAt = (line: number) => opened.program.value.lines[line - 1] ?? null;
  const choose = (line: number) => {
    const block = blockAt(line);
    if (!block || !opened.canvas.value?.has(block)) return;
    chosen.current = line;
    opened.canvas.value.showBlock(block);
    opened.selected.value = block; // Blockly tells it only later, and the next key may come before
  };
  const lineOf = (target: EventTarget | null) =>
    Number((target as Element).closest<HTMLElement>('.ln')?.dataset.line ?? 0);
  const hover = (line: number) => opened.canvas.value?.setHovered(line ? blockAt(line) : null);
  const pause = (line: number) => {
    const block = blockAt(line);
    if (block) void opened.run.pace.toggle(block);
  };
  const onClick = (event: MouseEvent) => {
    const line = lineOf(event.target);
    if (isOnNumber(event)) pause(line);
    else if (!locked) onWrite(measurePress(event, line));
    else if (!getSelection()?.toString()) choose(line);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'p' && !event.ctrlKey && !event.metaKey && !event.altKey)
      pause(getSpan(opened, opened.selected.value)?.[0] ?? 0);
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== '?')
      onLocked();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(findNextLine(opened, step, chosen.current));
  };
  return (
    <div
      class="lines"
      role="listbox"
      tabIndex={0}
      aria-label={t(locked ? 'codeHelp' : 'code')}
      ref={element}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => !locked && event.currentTarget.matches(':focus-visible') && onWrite(FIRST)}
      onMouseOver={(event) => hover(lineOf(event.target))}
      onMouseLeave={() => hover(0)}
    >
      {lines.map((pieces, index) => (
        <Line key={index} number={index + 1} pieces={pieces} />
      ))}
    </div>
  );
}

/** Drawn again only when its pieces are others. */
class Line extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps): boolean {
    return next.number !== this.props.number || !isSame(next.pieces, this.props.pieces);
  }

  override render({ number, pieces }: LineProps) {
    const indent = /^ */.exec(pieces[0]?.text ?? '')![0].length;
    return (
      <div
        class="ln"
        id={`line-${number}`}
        role="option"
        aria-label={pieces.some(({ text }) => text.trim()) ? undefined : t('blankLine', { n: number })}
        aria-selected={false}
        data-line={number}
      >
        <code style={{ '--indent': indent }}>
          {indent > 0 && <span class="indent">{' '.repeat(indent)}</span>}
          {pieces.map(({ paint, text }, index) => {
            const shown = index ? text : text.slice(indent);
            return paint ? <span class={`py-${paint}`}>{shown}</span> : shown;
          })}
        </code>
      </div>
    );
  }
}

interface LineProps {
  number: number;
  pieces: Piece[];
}

function isSame(a: Piece[], b: Piece[]): boolean {
  return (
    a.length === b.length && a.every((piece, index) => piece.text === b[index].text && piece.paint === b[index].paint)
  );
}

function measurePress(event: MouseEvent, line: number): Pressed {
  const box = (event.target as Element).closest('.ln')?.querySelector('code')?.getBoundingClientRect();
  return box
    ? { line, x: event.clientX - box.left, y: event.clientY - box.top }
    : { ...FIRST, line: Math.max(1, line) };
}

/** Whether a click met the number of a line, left of its words. */
function isOnNumber(event: MouseEvent): boolean {
  const words = (event.target as Element).closest('.ln')?.firstElementChild;
  return words !== null && words !== undefined && event.clientX < words.getBoundingClientRect().left;
}

/**
 * The next line with another block, from the selected block on; from line `before` when the canvas has let go of its
 * block.
 */
function findNextLine(opened: ProjectStore, step: number, before: number): number {
  const { lines } = opened.program.value;
  const [first, last] = getSpan(opened, opened.selected.value) ?? [before, before];
  for (let line = step > 0 ? last + 1 : first - 1; line >= 1 && line <= lines.length; line += step)
    if (lines[line - 1]) return line;
  return step > 0 ? last : first;
}

/**
 * Lights the lines of the selected, the running and the faulty block. It changes classes only: a run does it 20 times a
 * second.
 */
function highlightLines(opened: ProjectStore, list: HTMLElement): () => void {
  const row = (line: number) => list.children[line - 1] as HTMLElement | undefined;
  const light = (name: string, find: () => [number, number] | null, scroll: 'nearest' | 'center') => {
    let lit: Element[] = [];
    const put = (next: Element[]) => {
      for (const one of lit) one.classList.remove(name);
      for (const one of next) one.classList.add(name);
      lit = next;
    };
    const stop = effect(() => {
      const span = find();
      put(span ? listRows(span, row) : []);
      if (lit[0]) scrollTo(list, lit[0] as HTMLElement, lit[lit.length - 1] as HTMLElement, scroll);
    });
    return () => {
      stop();
      put([]);
    };
  };
  const stops = [
    light('sel', () => getSpan(opened, opened.selected.value), 'nearest'),
    light('run', () => getRunningSpan(opened), 'center'),
    light('bad', () => getFaultySpan(opened), 'center'),
    markBreakpoints(opened, list),
    effect(() => announce(list, getSpan(opened, opened.selected.value))),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Marks the numbers of the lines before which the program pauses. */
function markBreakpoints(opened: ProjectStore, list: HTMLElement): () => void {
  return effect(() => {
    const { blocks } = opened.program.value;
    for (const line of list.querySelectorAll('.stop-here')) {
      line.classList.remove('stop-here');
      line.removeAttribute('aria-description');
    }
    for (const block of opened.run.pace.breakpoints.value) {
      const line = list.children[(blocks[block]?.[0] ?? 0) - 1];
      line?.classList.add('stop-here');
      line?.setAttribute('aria-description', t('pausesHere'));
    }
  });
}

function announce(list: HTMLElement, span: [number, number] | null): void {
  list.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
  if (!span) return list.removeAttribute('aria-activedescendant');
  list.children[span[0] - 1]?.setAttribute('aria-selected', 'true');
  list.setAttribute('aria-activedescendant', `line-${span[0]}`);
}

function listRows([first, last]: [number, number], row: (line: number) => Element | undefined): Element[] {
  const found: Element[] = [];
  for (let line = first; line <= last; line++) {
    const one = row(line);
    if (one) found.push(one);
  }
  return found;
}

function scrollTo(list: HTMLElement, first: HTMLElement, last: HTMLElement, how: 'nearest' | 'center'): void {
  const top = first.offsetTop;
  const bottom = last.offsetTop + last.offsetHeight;
  const seen = top >= list.scrollTop && bottom <= list.scrollTop + list.clientHeight;
  if (seen && how === 'nearest') return;
  list.scrollTop = (top + bottom - list.clientHeight) / 2;
}
