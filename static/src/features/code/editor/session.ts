/** One project's editor while it is open: the text, its blocks, and what is lit in both. */

import { startCompletion } from '@codemirror/autocomplete';
import { openSearchPanel } from '@codemirror/search';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, type ViewUpdate } from '@codemirror/view';
import { effect, signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import { findHalfText } from '../../../lib/draft';
import { listPlaced } from '../../../lib/saved_blocks';
import { t } from '../../../lib/texts';
import type { Workspace } from '../../../lib/types';
import type { Writing } from '../../../state/code/code_face';
import type { ProjectStore } from '../../../state/project_store';
import type { Pressed } from '../lines';
import { BlockLink } from './block_link';
import { bringName, completeNames } from './completion';
import { forgetTyping, makeExtensions, undoTyping } from './extensions';
import { setMistakeCard, showMistakes } from './mistake_card';
import { listMistakes, markMistakes, type PlacedMistake, setMistakes } from './mistakes';
import { type Mended, mendPunctuation, takeBack } from './punctuation';
import { isWhole, type ReadProgram, readProgram } from './read_program';
import { type TextPage, TextSync, toPage, toPython } from './text_sync';
import { explainWords } from './word_help';
import '../../../lib/common_texts';
import './texts';

/** Fewer pasted lines than this are no program. */
const PROGRAM_LINES = 3;
const START = 'program_start';
/** How long it is said that punctuation was corrected. */
const MENDED_MS = 8_000;
/** How long after the last key a mistake is told of; it is found 400 ms after it. */
const MISTAKE_MS = 1_100;

export class EditorSession implements Writing, TextPage {
  readonly caret = signal({ line: 1, column: 1 });
  /** Where Chinese punctuation was corrected just now. */
  readonly mended = signal<Mended | null>(null);
  /** Whether the last whole program shall run is asked: what is done with the answer. */
  readonly runAsked = signal<((yes: boolean) => void) | null>(null);
  /** The first name that nothing has, once it may be told of. */
  readonly mistake = signal<PlacedMistake | null>(null);
  readonly mistakeCount = signal(0);
  readonly sync: TextSync;
  readonly link: BlockLink;
  private readonly view: EditorView;
  private quiet = 0;
  private telling = 0;
  private types: Record<string, string> = {};
  private first = Promise.resolve();
  private pasted: 'none' | 'lines' | 'all' = 'none';
  private readonly ends: (() => void)[];

  constructor(
    private readonly opened: ProjectStore,
    place: HTMLElement,
  ) {
    this.link = new BlockLink(opened);
    this.view = new EditorView({
      parent: place,
      state: EditorState.create({
        doc: toPage(opened.program.peek().python),
        extensions: makeExtensions(
          {
            undoBlocks: () => this.act(() => opened.canvas.peek()?.undo()),
            redoBlocks: () => this.act(() => opened.canvas.peek()?.redo()),
            goToBlock: () => this.link.goToBlock(),
            onNumber: (line) => this.link.pauseAt(line),
          },
          [
            this.link.extension,
            completeNames(this.getTypes),
            explainWords(this.getTypes),
            markMistakes,
            showMistakes,
            keymap.of([{ key: 'F4', run: () => this.goToTrouble() }]),
            mendPunctuation((mended) => this.noteMended(mended)),
            EditorView.domEventHandlers({ paste: (event, view) => this.notePaste(event, view) }),
            // The page of text has no line break after the last line.
            EditorView.clipboardInputFilter.of((text) => (this.pasted === 'all' ? text.trimEnd() : text)),
            EditorView.updateListener.of((update) => this.hear(update)),
          ],
        ),
      }),
    });
    this.sync = new TextSync(opened, this);
    this.link.connect(this.view, this.sync);
    this.ends = [
      effect(() => this.link.setHalf(this.sync.told.value)),
      effect(() => {
        opened.code.size.value;
        this.view.requestMeasure();
      }),
      this.link.listenForKeys(),
    ];
    opened.code.writing.value = this;
    this.first = this.readFirst();
    this.restoreHalf();
  }

  get unfinished() {
    return this.sync.unfinished;
  }

  get told() {
    return this.sync.told;
  }

  /** Puts the caret where the child pressed. */
  focus({ line, x, y }: Pressed): void {
    this.view.focus();
    const { from } = this.view.state.doc.line(Math.min(line, this.view.state.doc.lines));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'nearest' }) });
    const start = this.view.coordsAtPos(from);
    const place = start && this.view.posAtCoords({ x: start.left + x, y: start.top + y }, false);
    if (place !== null) this.view.dispatch({ selection: { anchor: place } });
  }

  read(): string {
    return this.view.state.doc.toString();
  }

  show(text: string): void {
    const before = this.read();
    let start = 0;
    while (start < Math.min(before.length, text.length) && before[start] === text[start]) start++;
    let end = 0;
    const most = Math.min(before.length, text.length) - start;
    while (end < most && before.at(-1 - end) === text.at(-1 - end)) end++;
    this.view.dispatch({
      changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) },
      annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)],
    });
    this.forgetTyping();
  }

  forgetTyping(): void {
    forgetTyping(this.view);
  }

  undoTyping(): boolean {
    return undoTyping(this.view);
  }

  onFollowed(read: ReadProgram, before: Workspace): void {
    this.note(read);
    const { pasted } = this;
    this.pasted = 'none';
    if (pasted === 'none') return;
    if (pasted === 'all') this.opened.canvas.peek()?.showStart();
    const there = new Set(pasted === 'all' ? [] : listPlaced(before).map(({ id }) => id));
    const made = listPlaced(read.workspace).filter(({ id, type }) => !there.has(id) && type !== START).length;
    const kept = read.kept.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    const undo = { label: t('undo'), run: () => this.opened.canvas.peek()?.undo() };
    const see = { label: t('seeKept', { n: kept }), run: () => this.link.showLine(read.kept[0][0]) };
    showToast(t(kept ? 'pastedKept' : 'pastedAll', { n: made, k: kept }), kept ? see : undefined, undo);
  }

  /** The text as a program has it. */
  text(): string {
    return toPython(this.read());
  }

  undo = (): void => {
    if (!this.undoTyping()) this.opened.canvas.peek()?.undo();
    this.view.focus();
  };

  find = (): void => {
    openSearchPanel(this.view);
  };

  async settle(): Promise<boolean> {
    await this.sync.settle();
    if (this.unfinished.peek() === null) return true;
    const yes = await new Promise<boolean>((answer) => (this.runAsked.value = answer));
    this.runAsked.value = null;
    return yes;
  }

  /** A key of the row over the keyboard on the screen. */
  press(key: string): void {
    const { main } = this.view.state.selection;
    if (key === 'undo') this.undo();
    else if (key === 'left' || key === 'right')
      this.view.dispatch({ selection: { anchor: this.view.moveByChar(main, key === 'right').head } });
    else this.view.dispatch(this.view.state.replaceSelection(key), { userEvent: 'input.type' });
    this.view.focus();
  }

  dispose(): void {
    this.opened.code.writing.value = null;
    clearTimeout(this.quiet);
    clearTimeout(this.telling);
    for (const end of this.ends) end();
    this.link.dispose();
    this.sync.dispose();
    this.view.destroy();
  }

  takeBackMended(): void {
    const mended = this.mended.peek();
    this.mended.value = null;
    if (mended) takeBack(this.view, mended);
    this.view.focus();
  }

  /** Goes to the first mistake, or to the line that is not finished, and to the button that mends it. */
  goToTrouble = (): boolean => {
    const [first] = listMistakes(this.view);
    const line = this.sync.told.peek();
    if (line !== null) this.goToLine(line);
    else if (first) {
      this.tell(first);
      this.view.focus();
      this.view.dispatch({ selection: { anchor: first.from, head: first.to }, scrollIntoView: true });
    } else return false;
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(line === null ? '.mistake-card .btn' : '.editor-strip .btn')?.focus(),
    );
    return true;
  };

  /** Gives the line that is not finished the spaces that it lacks or has too many of. */
  lineUp(): void {
    const spaces = this.sync.indent.peek();
    const row = this.getUnfinishedLine();
    if (spaces === null || !row) return;
    const { from } = row;
    this.view.dispatch({
      changes: { from, to: from + countSpaces(row.text), insert: ' '.repeat(spaces) },
      userEvent: 'input',
    });
    this.view.focus();
  }

  /** How many spaces the line that is not finished has more than it should; below 0: fewer. 0: that is not known. */
  countExtraSpaces(): number {
    const spaces = this.sync.indent.value;
    const row = this.getUnfinishedLine();
    return spaces === null || !row ? 0 : countSpaces(row.text) - spaces;
  }

  /** What the value can do of which something was asked that it cannot. */
  offer = ({ from, mistake }: PlacedMistake): (() => void) | null => {
    const { state } = this.view;
    const owner = /([\p{L}_][\p{L}\p{N}_]*)\.$/u.exec(state.sliceDoc(state.doc.lineAt(from).from, from))?.[1];
    if (!mistake.near || !owner || !this.types[owner]) return null;
    return () => {
      this.view.focus();
      const [first] = listMistakes(this.view);
      if (first) this.view.dispatch({ selection: { anchor: first.from } });
      startCompletion(this.view);
    };
  };

  /** Writes what was probably meant, or the line that brings the name. */
  mend = (): void => {
    const [first] = listMistakes(this.view);
    if (!first) return;
    const { near, brings } = first.mistake;
    const name = this.view.state.sliceDoc(first.from, first.to);
    if (near) this.view.dispatch({ changes: { from: first.from, to: first.to, insert: near }, userEvent: 'input' });
    else if (brings) bringName(this.view, brings, name);
    this.view.focus();
  };

  /** Not while the word is written: some time after the last key. */
  private tellMistakes(): void {
    clearTimeout(this.telling);
    const tell = () => this.tell(listMistakes(this.view)[0] ?? null);
    if (listMistakes(this.view).length) this.telling = window.setTimeout(tell, MISTAKE_MS);
    else tell();
  }

  private tell(found: PlacedMistake | null): void {
    this.mistakeCount.value = listMistakes(this.view).length;
    this.mistake.value = found;
    setMistakeCard(this.view, found, this);
    this.link.setMistake(found && this.view.state.doc.lineAt(found.from).number);
  }

  private getUnfinishedLine() {
    const line = this.sync.unfinished.value;
    return line !== null && line <= this.view.state.doc.lines ? this.view.state.doc.line(line) : null;
  }

  private goToLine(line: number): void {
    this.view.focus();
    const { to } = this.view.state.doc.line(Math.min(line, this.view.state.doc.lines));
    this.view.dispatch({ selection: { anchor: to }, scrollIntoView: true });
  }

  private noteMended(mended: Mended): void {
    this.mended.value = mended;
    clearTimeout(this.quiet);
    this.quiet = window.setTimeout(() => (this.mended.value = null), MENDED_MS);
  }

  private act(step: () => void): boolean {
    step();
    return true;
  }

  private hear(update: ViewUpdate): void {
    if (update.docChanged) this.tellMistakes();
    if (update.docChanged && !update.transactions.some((one) => one.annotation(Transaction.remote))) {
      const mended = this.mended.peek();
      if (mended) this.mended.value = { ...mended, at: update.changes.mapPos(mended.at, 1) };
      this.sync.noteTyping();
    }
    if (update.docChanged || update.selectionSet || update.focusChanged) {
      const { head } = update.state.selection.main;
      const line = update.state.doc.lineAt(head);
      this.caret.value = { line: line.number, column: head - line.from + 1 };
      this.link.followCaret(this.caret.peek());
    }
  }

  /** What its values can do, and what nothing knows, is known of a program before a word of it is typed. */
  private async readFirst(): Promise<void> {
    const text = this.text();
    const read = await readProgram(text, this.opened.workspace).catch(() => null);
    if (!read || !isWhole(read) || !this.view.dom.isConnected) return;
    if (this.text() === text) this.note(read);
    else this.types = { ...read.types, ...this.types };
  }

  private readonly getTypes = () => this.first.then(() => this.types);

  private note(read: ReadProgram): void {
    this.types = read.types ?? {};
    setMistakes(this.view, read.mistakes ?? []);
    this.tellMistakes();
  }

  private notePaste(event: ClipboardEvent, view: EditorView): boolean {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim().split('\n').length < PROGRAM_LINES) return false;
    const { main } = view.state.selection;
    const all = !view.state.doc.toString().trim() || (main.from === 0 && main.to === view.state.doc.length);
    this.pasted = all ? 'all' : 'lines';
    return false;
  }

  /** Text that was half written when this project was left is there again. */
  private restoreHalf(): void {
    const half = findHalfText(this.opened.id);
    const now = this.read();
    if (!half || half.text === now) return;
    const bring = () => this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: half.text } });
    if (half.base === now) bring();
    else showToast(t('halfFound'), { label: t('bringBack'), run: bring });
  }
}

const countSpaces = (row: string): number => row.length - row.trimStart().length;
