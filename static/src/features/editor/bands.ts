/** What is lit in the text: bands over lines, and marks at line numbers. They go with the lines while one types. */

import { type Extension, RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';

export type Span = [first: number, last: number];

export interface Band {
  extension: Extension;
  /** Lights these lines, counted from 1, and no others. */
  set(view: EditorView, spans: Span[]): void;
}

/** A band over whole lines. name: the class of the lines. */
export function makeBand(name: string): Band {
  const change = StateEffect.define<Span[]>();
  const line = Decoration.line({ class: name });
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(lit, transaction) {
      const mapped = lit.map(transaction.changes);
      const next = transaction.effects.find((effect) => effect.is(change));
      if (!next) return mapped;
      const starts = listStarts(transaction.state.doc, next.value as Span[]);
      return Decoration.set(starts.map((start) => line.range(start)));
    },
    provide: (found) => EditorView.decorations.from(found),
  });
  return {
    extension: field,
    set: (view, spans) => view.dispatch({ effects: change.of(spans) }),
  };
}

/** Marks at the numbers of lines. */
export function makeNumberMarks(name: string): Band {
  const change = StateEffect.define<Span[]>();
  const marker = new (class extends GutterMarker {
    override elementClass = name;
  })();
  const field = StateField.define<RangeSet<GutterMarker>>({
    create: () => RangeSet.empty,
    update(marks, transaction) {
      const next = transaction.effects.find((effect) => effect.is(change));
      if (!next) return marks.map(transaction.changes);
      const builder = new RangeSetBuilder<GutterMarker>();
      for (const start of listStarts(transaction.state.doc, next.value as Span[])) builder.add(start, start, marker);
      return builder.finish();
    },
    provide: (found) => gutterLineClass.from(found),
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
