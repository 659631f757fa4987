/**
 * The text of a run. The log's chunks are elements that the browser skips while they are out of sight
 * (content-visibility), so wrapping, selecting and the browser's own search work as in plain text. Drawn by hand, once
 * a frame: an island.
 */

import { effect, type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lang, say, t } from '../../lib/texts';
import type { Results } from '../../state/results';
import type { Chunk, LogBuffer } from '../../state/text_log';
import './texts';
import '../../lib/common_texts';

const NEAR_END = 24;
const BY_HAND_MS = 1_000;

export function TextLog({ results }: { results: Results }) {
  const element = useRef<HTMLDivElement>(null);
  const view = useRef<LogView | null>(null);
  const unseen = useSignal(0);
  // In the same frame: the first line does not wait for another.
  useLayoutEffect(() => {
    const mine = new LogView(element.current!, unseen);
    view.current = mine;
    const stop = effect(() => {
      mine.draw(results.read().log, lang.value);
    });
    const watcher = new ResizeObserver(() => mine.follow());
    watcher.observe(element.current!);
    return () => {
      stop();
      watcher.disconnect();
    };
  }, [results]);
  const touch = () => view.current?.touch();
  return (
    <div class="con-frame">
      <div
        class="con"
        role="log"
        aria-live="off"
        aria-label={t('text')}
        tabIndex={0}
        ref={element}
        onScroll={() => view.current?.onScroll()}
        onWheel={touch}
        onTouchMove={touch}
        onKeyDown={touch}
        onPointerDown={touch}
      />
      {unseen.value > 0 && (
        <button class="btn new-lines" onClick={() => view.current?.toEnd()}>
          <Icon name="arrowDown" size="s" />
          <span>{t('newLines', { n: unseen.value })}</span>
        </button>
      )}
    </div>
  );
}

/** Keeps the elements at the log's state, and the scroll at its end while the reader is there. */
class LogView {
  private drawn = new Map<number, { element: HTMLElement; shape: number }>();
  private fold: HTMLElement | null = null;
  private log: LogBuffer | null = null;
  private language = '';
  private atEnd = true;
  private read = 0;
  private top = 0;
  private height = 0;
  private touched = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly unseen: Signal<number>,
  ) {}

  draw(log: LogBuffer, language: string): void {
    if (log !== this.log || language !== this.language) this.forget(log, language);
    const kept = new Set(log.chunks.map((chunk) => chunk.id));
    for (const [id, { element }] of this.drawn) {
      if (kept.has(id)) continue;
      element.remove();
      this.drawn.delete(id);
    }
    for (const chunk of log.chunks) this.place(chunk);
    this.showFold(log);
    if (this.atEnd) this.toEnd();
    else this.unseen.value = log.total - this.read;
  }

  /**
   * Only the reader's own scrolling up leaves the end: lines out of sight get their true height late and move the view
   * too.
   */
  onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    const byHand = performance.now() - this.touched < BY_HAND_MS || scrollHeight === this.height;
    const up = scrollTop < this.top;
    this.top = scrollTop;
    this.height = scrollHeight;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.arrive();
    else if (up && byHand) this.atEnd = false;
    else this.follow();
  }

  /** Notes that wheel, finger, key or mouse button is at work in the log. */
  touch(): void {
    this.touched = performance.now();
  }

  follow(): void {
    if (this.atEnd) this.toEnd();
  }

  toEnd(): void {
    this.root.scrollTop = this.root.scrollHeight;
    this.top = this.root.scrollTop;
    this.height = this.root.scrollHeight;
    this.arrive();
  }

  private arrive(): void {
    this.atEnd = true;
    this.read = this.log?.total ?? 0;
    this.unseen.value = 0;
  }

  private forget(log: LogBuffer, language: string): void {
    this.root.textContent = '';
    this.drawn.clear();
    this.fold = null;
    if (log !== this.log) this.atEnd = true;
    this.log = log;
    this.language = language;
  }

  private place(chunk: Chunk): void {
    const old = this.drawn.get(chunk.id);
    if (old?.shape === chunk.shape) return;
    const element = old?.element ?? document.createElement('div');
    if (!old) {
      element.className = 'con-chunk';
      this.root.append(element);
    }
    element.style.setProperty('--rows', String(chunk.lines.length));
    element.replaceChildren(...makeNodes(chunk));
    this.drawn.set(chunk.id, { element, shape: chunk.shape });
  }

  private showFold(log: LogBuffer): void {
    if (!log.folded) return;
    if (!this.fold) {
      this.fold = document.createElement('div');
      this.fold.className = 'con-fold';
      this.root.firstElementChild?.after(this.fold);
    }
    this.fold.textContent = t('folded', { n: log.folded });
  }
}

/** The text nodes of a chunk: neighboring lines of one style share one. */
function makeNodes(chunk: Chunk): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < chunk.lines.length; ) {
    const style = chunk.styles[at];
    let end = at;
    while (end < chunk.lines.length && chunk.styles[end] === style) end++;
    const text = chunk.lines
      .slice(at, end)
      .map((line) => `${say(line)}\n`)
      .join('');
    nodes.push(style ? makeStyled(text, style) : document.createTextNode(text));
    at = end;
  }
  return nodes;
}

function makeStyled(text: string, style: string): HTMLElement {
  const span = document.createElement('span');
  span.className = `con-${style}`;
  span.textContent = text;
  return span;
}
