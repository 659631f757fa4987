/** Names that nothing has: a red line under the word, which goes with it while one types. */

import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { TextMistake } from '../../../lib/types';

const change = StateEffect.define<TextMistake[]>();

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const next = transaction.effects.find((effect) => effect.is(change));
    if (!next) return marks.map(transaction.changes);
    const { doc } = transaction.state;
    const ranges = (next.value as TextMistake[])
      .filter(({ line, end }) => line <= doc.lines && end <= doc.line(line).length)
      .map((mistake) => {
        const { from } = doc.line(mistake.line);
        return Decoration.mark({ class: 'mistake', mistake }).range(from + mistake.start, from + mistake.end);
      });
    return Decoration.set(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const markMistakes: Extension = marked;

export const setMistakes = (view: EditorView, mistakes: TextMistake[]): void =>
  view.dispatch({ effects: change.of(mistakes) });

/** A mistake where it stands now. */
export interface PlacedMistake {
  mistake: TextMistake;
  from: number;
  to: number;
  line: number;
}

/** Those that are left, from the top. */
export function listMistakes(view: EditorView): PlacedMistake[] {
  const found: PlacedMistake[] = [];
  const { doc } = view.state;
  view.state.field(marked).between(0, doc.length, (from, to, { spec }) => {
    found.push({ mistake: spec.mistake, from, to, line: doc.lineAt(from).number });
  });
  return found;
}
