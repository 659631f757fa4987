/** What may be typed next: what a value can do, names of the program, of the library and of Python. */

import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  snippet,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { type Extension, Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { send } from '../../../lib/api';
import { lang, say } from '../../../lib/texts';
import type { Completions, NameCompletion, Completion as Offer } from '../../../lib/types';
import { explainWord, PYTHON_WORDS } from './python_words';

const ROWS = 6;
const LETTERS = 2;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

let asked: Promise<Completions> | null = null;

/** Asked once; again after a failure. */
export function fetchCompletions(): Promise<Completions> {
  asked ??= send<Completions>('GET', '/api/completions').catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** The types of the program's variables, as they were last read. */
export type GetTypes = () => Promise<Record<string, string>>;

export function completeNames(getTypes: GetTypes): Extension {
  return [
    autocompletion({
      override: [(context) => complete(context, getTypes)],
      maxRenderedOptions: ROWS,
      icons: false,
      defaultKeymap: false,
      tooltipClass: () => 'code-completion',
    }),
    Prec.highest(keymap.of([...completionKeymap, { key: 'Tab', run: acceptCompletion }])),
  ];
}

async function complete(context: CompletionContext, getTypes: GetTypes): Promise<CompletionResult | null> {
  if (isWords(context)) return null;
  const member = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*\.[\p{L}\p{N}_]*/u);
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
  if (!member && (!word || (word.text.length < LETTERS && !context.explicit))) return null;
  const known = await fetchCompletions().catch(() => null);
  if (member) {
    const [name] = member.text.split('.');
    const offers = known?.members[(await getTypes())[name] ?? ''];
    if (!offers) return null;
    const from = member.from + name.length + 1;
    const options = offers.map((offer, place) => ({ ...makeOption(offer), boost: -place }));
    // In front of a word that is there all is offered, in its place.
    const there = context.explicit && from === context.pos ? context.state.wordAt(from) : null;
    return there ? { from, to: there.to, options, filter: false } : { from, options, validFor: /^\w*$/ };
  }
  const own = new Set(context.state.doc.toString().match(WORD));
  own.delete(word!.text);
  const library = known?.names ?? [];
  const plain = [...own, ...PYTHON_WORDS.filter((name) => !own.has(name))];
  const explain = (label: string) => {
    const help = explainWord(label);
    return { label, boost: 1, ...(help && { detail: say(help) }) };
  };
  const options = [
    ...plain.filter((name) => !library.some((offer) => offer.name === name)).map(explain),
    ...library.map((offer) => ({ ...makeOption(offer), apply: applyWithImport(offer) })),
  ];
  return { from: word!.from, options, validFor: /^[\p{L}\p{N}_]*$/u };
}

/** Whether the caret stands in a text or a comment. */
function isWords({ state, pos }: CompletionContext): boolean {
  return /String|Comment/.test(syntaxTree(state).resolveInner(pos, -1).name);
}

/** CodeMirror takes a number alone for the place of a field: each gets one before its value. */
function makeSnippet({ insert }: Pick<Offer, 'insert'>) {
  let place = 0;
  return snippet(insert[lang.peek()].replace(/\$\{([^}]*)\}/g, (_, value) => `\${${++place}:${value}}`));
}

/** The same to read: with its values, and no places in it. */
export const makeExample = ({ insert }: Pick<Offer, 'insert'>) =>
  insert[lang.peek()].replace(/\$\{([^}]*)\}/g, (_, value) => value);

const makeOption = (offer: Offer): Completion => ({
  label: offer.name,
  detail: say(offer.help),
  apply: makeSnippet(offer),
});

/** Types a name of the library, and the line that brings it where the program lacks it. */
function applyWithImport({ name, module, insert }: NameCompletion): Completion['apply'] {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    makeSnippet({ insert })(view, completion, from, to);
    bringName(view, `from ${module} import ${name}`, name);
  };
}

/** Puts an import below the others, or at the top, unless the program has one of that name. */
export function bringName(view: EditorView, line: string, name: string): void {
  const { doc } = view.state;
  let place = 0;
  for (let number = 1; number <= doc.lines; number++) {
    const { text, to } = doc.line(number);
    if (!/^(from|import)\s/.test(text)) continue;
    if ((text.split(/\bimport\b/)[1] ?? '').match(WORD)?.includes(name)) return;
    place = Math.min(to + 1, doc.length);
  }
  const gap = place ? '' : '\n';
  view.dispatch({ changes: { from: place, insert: `${place === doc.length && place ? '\n' : ''}${line}\n${gap}` } });
}
