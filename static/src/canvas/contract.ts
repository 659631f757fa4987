/** What the page and the blocks canvas say to each other. The canvas is mounted once and never re-rendered. */

import type { WorkspaceSvg } from 'blockly/core';
import type { Choice, Choices, Level, Problem, Workspace } from '../lib/types';
import type { Vocabulary } from '../lib/vocabulary';

/** A text or choice on a block. kind: the picker's; null for a text that the child wrote. */
export interface FieldValue {
  block: string;
  field: string;
  value: string;
  kind: string | null;
}

/** A button in the error bubble. A field with its new value comes back to `onFix`; `act` does it by itself. */
export type BubbleFix = { label: string } & ({ change: FieldValue } | { act(): void });

export interface Bubble {
  title: string;
  text: string;
  fix?: BubbleFix;
  /** Another way out. */
  other?: BubbleFix;
  cause?: string;
}

/** Something that is drawn on the blocks, anew whenever they may have changed. */
export interface Layer {
  redraw(): void;
  /** Takes away what was drawn, until it is drawn anew. */
  hide(): void;
}

/** Where on the page something is done that no block is for. */
export const WAYS = ['models', 'tablet', 'export'] as const;
export type Way = (typeof WAYS)[number];

/** epochs: how many there will be. write: the change as one undoable step; it returns the block to look at. */
export interface MoreEpochs {
  epochs: number;
  write(): string;
}

/** The form of a picture of the blocks. */
export type PictureKind = 'png' | 'svg';

/** What the canvas needs from the page. */
export interface CanvasHost {
  /** The program changed: about 150 ms after the last change, never during a drag, never because of a load. */
  onChange(workspace: Workspace): void;
  /** The selected block, or null. */
  onSelect(block: string | null): void;
  /** What the pickers offer now. */
  choices(): Choices;
  /** A name for files of the project. */
  projectName(): string;
  /** The child wants a new data set on a block; take: told its path, once it is made. */
  askDataset(take: (path: string) => void): void;
  /** Address of a 64 px thumbnail of a picture of the project. */
  thumbnail(path: string): string;
  /** The child wants to box things in the pictures of a data set. */
  drawBoxes(path: string): void;
  /** The button of the error bubble was pressed. */
  onFix(block: string, fix: BubbleFix): void;
  /** The child wants a pause before this block, or no longer. */
  onPauseHere(block: string): void;
  /** Whether the program pauses before this block. */
  pausesAt(block: string): boolean;
  /** The child wants what is done elsewhere on the page. */
  onWay(way: Way): void;
  /** The buttons of the zoom were pressed: 1 larger, −1 smaller, 0 all in view. */
  onZoom?(step: -1 | 0 | 1): void;
  /** The error bubble was closed by the child. */
  onBubbleClosed?(): void;
}

/** The mounted canvas. It draws toolbox, search, workspace, tool pill, empty hint, ring, marks and bubble by itself. */
export interface Canvas {
  /** Defines the blocks and the toolbox; on a change of language the same workspace stays, without an `onChange`. */
  setVocabulary(vocabulary: Vocabulary): void;
  /** Shows a saved workspace (an empty one gets the start block). Undo history begins anew; no `onChange`. */
  load(workspace: Workspace): void;
  save(): Workspace;
  setLevel(level: Level): void;
  /** Whether it shares the page with the code: the drawers have their names below their icons, as on a narrow page. */
  setCompact(compact: boolean): void;
  /**
   * Rings the block that is running (`null`: none), or at which the program pauses, and scrolls to it; others: blocks
   * of its other threads.
   */
  setRunning(block: string | null, others?: string[], still?: boolean): void;
  /** Lets something more draw on the blocks. Returns how to end it. */
  addLayer(make: (workspace: WorkspaceSvg) => Layer): () => void;
  /** Rings a block in red and puts the bubble on it; `null` takes both away. */
  setError(block: string | null, bubble?: Bubble): void;
  /** Opens the bubble of the last error again and scrolls to it. */
  showError(): void;
  /** Puts amber marks on blocks; clicking a mark selects the block and shows the sentence. */
  setProblems(problems: Problem[]): void;
  /** Lights a block while the mouse is over its line of code. */
  setHovered(block: string | null): void;
  select(block: string | null): void;
  /** Scrolls a block to the middle and selects it. */
  showBlock(block: string): void;
  has(block: string): boolean;
  blockCount(): number;
  undo(): void;
  redo(): void;
  zoomIn(): void;
  zoomOut(): void;
  zoomToFit(): void;
  /** Shows the program from its upper left corner, smaller if its widest stack would not fit. */
  showStart(): void;
  /** What the button at the end of the program adds, in its words; null where there is none. */
  nextStep(): string | null;
  /** The pickers and written texts of a block, or of the whole program (`null`). */
  values(block: string | null): FieldValue[];
  /** Sets fields of blocks (a fix), as one undoable step. */
  setFields(fields: FieldValue[]): void;
  /**
   * What gives a variable that a block uses its first value, as one undoable step; null where that is not plain.
   * name: as the Python has it.
   */
  planFirstValue(block: string, name: string): (() => void) | null;
  /** What puts a data set in the place of the program's only sample, as one undoable step; null where there is none. */
  planExchange(path: string): (() => void) | null;
  /**
   * What lets classes with few pictures count more in the program's trainings, as one undoable step that returns the
   * block to look at; null where nothing is trained.
   */
  planClassWeights(): (() => string) | null;
  /**
   * What lets the program use weights that it has trained in place of training again, as one undoable step that returns
   * the block to look at; null where it does not train and then look through a camera.
   */
  planUseTrained(path: string): (() => string) | null;
  /**
   * Lets a block train again that was switched off, without the weights above it, and the program recognize with what
   * it learns in place of an earlier file, as one undoable step. Returns whether anything changed.
   */
  enableTraining(block: string): boolean;
  /**
   * What lets the program's one training go on for so many times as many epochs; null where it trains not once, or
   * takes the epochs from elsewhere.
   */
  planMoreEpochs(times: number): MoreEpochs | null;
  /**
   * What lets the program recognize with a model file, as one undoable step that returns the block to look at; null
   * where nothing recognizes, or a file is used already.
   */
  planUseFile(path: string): (() => string) | null;
  /**
   * Puts a sprite into the program, held by a variable of that name, as one undoable step; costume: what it puts on
   * then, or null. Returns the block to look at.
   */
  addSprite(picture: string, name: string, costume: string | null): string;
  /** What the pickers of a kind offer: what is there, and what the program itself will write. */
  offered(kind: string): Choice[];
  /** The colors of the program's first blocks, from the top. */
  colors(): string[];
  /**
   * The pickers' menus are drawn when they open; this redraws what stands on the blocks after the choices have changed.
   */
  refreshChoices(): void;
  /** Hands a picture of all blocks to the browser's downloads, called as the project. */
  savePicture(kind: PictureKind): Promise<void>;
  /** Adds the blocks that a text says, ours or a save of another Blockly; returns whether there were any. */
  paste(text: string): boolean;
  focusSearch(): void;
  focusToolbox(): void;
  /** byKey: the chosen block is ringed, as after Tab. */
  focusWorkspace(byKey?: boolean): void;
  /** Whether a block is dragged or one of its fields is typed in: it must neither be closed nor replaced. */
  isBeingEdited(): boolean;
  /** Closes an open field, reports a pending change at once and returns the newest workspace. */
  flush(): Workspace;
  /** Call after the canvas was hidden or its place changed size (it also watches its own size). */
  resize(): void;
  dispose(): void;
}
