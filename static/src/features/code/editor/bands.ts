/** What is lit in the text: bands over lines, and marks at line numbers. They go with the lines while one types. */

import { type Extension, RangeSet, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';

export type Span = [first: number, last: number];

export interface Band {
  extension: Extension;
  /** Lights these lines, counted from 1, and no others. */
  set(view: EditorView, spans: Span[]): void;
}

/** A band over whole lines, or over their numbers alone. name: the class of both. */
export function makeBand(name: string, over: 'lines' | 'numbers' = 'lines'): Band {
  const change = StateEffect.define<Span[]>();
  const line = Decoration.line({ class: name });
  const marker = new (class extends GutterMarker {
    override elementClass = name;
  })();
  const field = StateField.define<number[]>({
    create: () => [],
    update(starts, transaction) {
      const next = transaction.effects.find((effect) => effect.is(change));
      if (next) return listStarts(transaction.state.doc, next.value as Span[]);
      if (!transaction.docChanged || !starts.length) return starts;
      const { doc } = transaction.state;
      return [...new Set(starts.map((start) => doc.lineAt(transaction.changes.mapPos(start, 1)).from))];
    },
    provide: (found) => [
      over === 'lines'
        ? EditorView.decorations.from(found, (starts) => Decoration.set(starts.map((start) => line.range(start))))
        : [],
      gutterLineClass.from(found, (starts) => RangeSet.of(starts.map((start) => marker.range(start)))),
    ],
  });
  return {
    extension: field,
    set: (view, spans) => view.dispatch({ effects: change.of(spans) }),
  };
}

/** Where the lines of some spans begin, each once. */
function listStarts(text: Text, spans: Span[]): number[] {
  const lines = new Set<number>();
  for (const [first, last] of spans)
    for (let line = Math.max(1, first); line <= Math.min(last, text.lines); line++) lines.add(line);
  return [...lines].sort((a, b) => a - b).map((line) => text.line(line).from);
}
