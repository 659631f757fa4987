/** Chinese punctuation that is typed between words becomes Python's; in texts and comments it stays. */

import { insertBracket } from '@codemirror/autocomplete';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const PYTHON: Record<string, string> = {
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '｛': '{',
  '｝': '}',
  '，': ',',
  '、': ',',
  '。': '.',
  '：': ':',
  '；': ';',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '！': '!',
  '＝': '=',
  '＋': '+',
  '－': '-',
  '＊': '*',
  '／': '/',
  '＜': '<',
  '＞': '>',
  '《': '<',
  '》': '>',
  '　': ' ',
};
const PARSE_MS = 50;

/** at: where it stands; typed: what was typed, for which Python's was written. */
export interface Mended {
  at: number;
  typed: string;
}

/** Writes again what was typed. */
export function takeBack(view: EditorView, { at, typed }: Mended): void {
  const written = PYTHON[typed];
  if (view.state.sliceDoc(at, at + 1) !== written) return;
  const closed = view.state.sliceDoc(at + 1, at + 2) === CLOSING[written] ? 1 : 0;
  view.dispatch({ changes: { from: at, to: at + 1 + closed, insert: typed }, userEvent: 'input.type' });
}

/** onMended: told after each correction. */
export function mendPunctuation(onMended: (mended: Mended) => void): Extension {
  const mend = (view: EditorView, from: number, to: number, typed: string) => {
    const written = PYTHON[typed];
    view.dispatch({ changes: { from, to }, selection: { anchor: from } });
    const bracket = insertBracket(view.state, written);
    if (bracket) view.dispatch(bracket);
    else view.dispatch(view.state.replaceSelection(written), { userEvent: 'input.type' });
    onMended({ at: from, typed });
  };
  return [
    EditorView.inputHandler.of((view, from, to, typed) => {
      if (view.composing || !(typed in PYTHON) || isInText(view.state, from)) return false;
      mend(view, from, to, typed);
      return true;
    }),
    // An input method hands its punctuation over at the end.
    EditorView.domEventHandlers({
      compositionend(_event, view) {
        setTimeout(() => {
          const { head } = view.state.selection.main;
          const typed = view.state.sliceDoc(head - 1, head);
          if (!view.composing && typed in PYTHON && !isInText(view.state, head - 1)) mend(view, head - 1, head, typed);
        });
      },
    }),
  ];
}

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'" };

/** Whether a place is inside a text or a comment. */
function isInText(state: EditorState, at: number): boolean {
  const tree = ensureSyntaxTree(state, at, PARSE_MS) ?? syntaxTree(state);
  for (let node = tree.resolveInner(at, -1); node.parent; node = node.parent) {
    if (node.name === 'Comment') return true;
    if (node.name === 'FormatReplacement') return false;
    if (node.name === 'String' || node.name === 'FormatString')
      return node.from < at && (at < node.to || !isClosed(state.sliceDoc(node.from, node.to)));
  }
  return false;
}

function isClosed(text: string): boolean {
  const [, quote = ''] = /^[a-z]*("""|'''|"|')/i.exec(text) ?? [];
  return text.length > text.indexOf(quote) + quote.length && text.endsWith(quote);
}
