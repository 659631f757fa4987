/** What the word under the caret or the mouse does, in the child's language: F1, or a moment's rest. */

import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { type Command, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { say } from '../../../lib/texts';
import type { Completion, Text } from '../../../lib/types';
import { fetchCompletions, type GetTypes, makeExample } from './completion';
import { explainWord } from './python_words';

const RESTS_MS = 600;
const show = StateEffect.define<Tooltip | null>();

/** The card that F1 opened: gone with the next key. */
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update(card, transaction) {
    const next = transaction.effects.find((effect) => effect.is(show));
    if (next) return next.value as Tooltip | null;
    return transaction.docChanged || transaction.selection ? null : card;
  },
  provide: (field) => showTooltip.from(field),
});

export function explainWords(getTypes: GetTypes): Extension {
  const ask: Command = (view) => {
    void findCard(view.state, view.state.selection.main.head, getTypes).then((card) => {
      view.dispatch({ effects: show.of(card) });
    });
    return true;
  };
  const close: Command = (view) => {
    if (!view.state.field(asked)) return false;
    view.dispatch({ effects: show.of(null) });
    return true;
  };
  return [
    asked,
    hoverTooltip((view, at) => findCard(view.state, at, getTypes), { hoverTime: RESTS_MS }),
    keymap.of([
      { key: 'F1', run: ask, preventDefault: true },
      { key: 'Escape', run: close },
    ]),
  ];
}

async function findCard(state: EditorState, at: number, getTypes: GetTypes): Promise<Tooltip | null> {
  const word = state.wordAt(at);
  if (!word || /String|Comment|Number/.test(syntaxTree(state).resolveInner(word.from, 1).name)) return null;
  const name = state.sliceDoc(word.from, word.to);
  const before = /([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(state.sliceDoc(state.doc.lineAt(at).from, word.from));
  const known = await fetchCompletions().catch(() => null);
  const offers: Completion[] = (before ? known?.members[(await getTypes())[before[1]] ?? ''] : known?.names) ?? [];
  const offer = offers.find((one) => one.name === name);
  const help = offer?.help ?? (before ? null : explainWord(name));
  return help && { pos: word.from, end: word.to, above: true, create: () => ({ dom: draw(name, help, offer) }) };
}

function draw(name: string, help: Text, offer?: Completion): HTMLElement {
  const card = document.createElement('div');
  card.className = 'word-help';
  card.setAttribute('role', 'status');
  const add = (tag: string, words: string) => {
    const part = document.createElement(tag);
    part.textContent = words;
    card.append(part);
  };
  add('b', name);
  add('p', say(help));
  const example = offer && makeExample(offer);
  if (example && example !== name) add('code', example);
  return card;
}
