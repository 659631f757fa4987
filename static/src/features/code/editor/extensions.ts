/** CodeMirror as a child's editor of Python: what it is made of, and the keys it hears. */

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import {
  defaultKeymap,
  history,
  indentLess,
  indentMore,
  insertNewlineAndIndent,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from '@codemirror/commands';
import { pythonLanguage } from '@codemirror/lang-python';
import { bracketMatching, indentUnit, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension, Prec, type StateCommand } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tagHighlighter, tags } from '@lezer/highlight';
import { t } from '../../../lib/texts';
import '../../../lib/common_texts';
import '../texts';
import './texts';

const INDENT = '    ';

/** What is done elsewhere. Each returns whether it was done. */
export interface EditorActs {
  /** A step of the blocks' history. */
  undoBlocks(): boolean;
  redoBlocks(): boolean;
  goToBlock(): boolean;
  /** The number of a line was pressed. */
  onNumber(line: number): void;
}

/** The colors of the list of lines, which the editor takes the place of. */
const colors = tagHighlighter([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self, tags.operatorKeyword, tags.controlKeyword], class: 'py-k' },
  { tag: [tags.string, tags.special(tags.string), tags.escape], class: 'py-s' },
  { tag: tags.number, class: 'py-n' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'py-f' },
  { tag: tags.comment, class: 'py-c' },
]);

/** The history of what was typed since the blocks followed: what was before is a step of theirs. */
const typing = new Compartment();

/** acts: what keys do elsewhere; more: marks, and what completes and corrects. */
export function makeExtensions(acts: EditorActs, more: Extension): Extension {
  const undoAny: StateCommand = (at) => (undoDepth(at.state) ? undo(at) : acts.undoBlocks());
  const redoAny: StateCommand = (at) => (redoDepth(at.state) ? redo(at) : acts.redoBlocks());
  return [
    typing.of(history()),
    Prec.high(
      keymap.of([
        { key: 'Mod-z', run: undoAny, preventDefault: true },
        { key: 'Mod-y', run: redoAny, preventDefault: true },
        { key: 'Mod-Shift-z', run: redoAny, preventDefault: true },
        { key: 'F2', run: () => acts.goToBlock() },
        { key: 'Enter', run: insertNewlineAndIndent, shift: insertNewlineAndIndent },
        { key: 'Tab', run: indent, shift: indentLess },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...searchKeymap, ...defaultKeymap]),
    lineNumbers({
      domEventHandlers: {
        mousedown(view, block) {
          acts.onNumber(view.state.doc.lineAt(block.from).number);
          return true;
        },
      },
    }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    new LanguageSupport(pythonLanguage),
    syntaxHighlighting(colors),
    bracketMatching(),
    closeBrackets(),
    indentUnit.of(INDENT),
    EditorState.tabSize.of(INDENT.length),
    EditorView.lineWrapping,
    EditorView.domEventHandlers({ beforeinput: typeItself }),
    search({ top: true }),
    EditorState.phrases.of(listPhrases()),
    EditorView.contentAttributes.of({ 'aria-label': t('code'), autocapitalize: 'off', translate: 'no' }),
    more,
  ];
}

/**
 * What a key writes is written by us: a browser that types over colored words wraps the new ones in a style, which the
 * policy of the page forbids. Input methods write by themselves.
 */
function typeItself(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event;
  if (inputType !== 'insertText' || !data || event.isComposing || view.composing) return false;
  const { from, to } = view.state.selection.main;
  const insert = () =>
    view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
  return true;
}

/** Steps back in what was typed; false where nothing was, since the blocks followed. */
export const undoTyping = (view: EditorView): boolean => undoDepth(view.state) > 0 && undo(view);

/** From now on, what was typed is no step of its own. */
export function forgetTyping(view: EditorView): void {
  view.dispatch({ effects: typing.reconfigure([]) });
  view.dispatch({ effects: typing.reconfigure(history()) });
}

/** In front of a line, or of several that are chosen, Tab indents them; else it goes to the next stop. */
const indent: StateCommand = (at) => {
  const { main } = at.state.selection;
  const line = at.state.doc.lineAt(main.head);
  const before = at.state.sliceDoc(line.from, main.head);
  if (!main.empty || !before.trim()) return indentMore(at);
  const spaces = ' '.repeat(INDENT.length - (before.length % INDENT.length));
  at.dispatch(at.state.update(at.state.replaceSelection(spaces), { userEvent: 'input' }));
  return true;
};

function listPhrases(): Record<string, string> {
  return {
    Find: t('findWord'),
    next: t('findNext'),
    previous: t('findPrevious'),
    all: t('findAll'),
    'match case': t('matchCase'),
    'by word': t('byWord'),
    regexp: t('regexp'),
    Replace: t('replaceWith'),
    replace: t('replaceOne'),
    'replace all': t('replaceAll'),
    close: t('close'),
  };
}
