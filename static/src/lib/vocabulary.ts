/** The blocks, drawers and picker options that the server sends, as `codegen` and `sunmao/blocks` define them. */

import type { Choice, Language, Level } from './types';

export type { Choice };

/** One optional argument behind a block's ＋ button. */
export interface GearOption {
  name: string;
  label: string;
  /** A sentence that says what it does. */
  about?: string;
  kind: 'value' | 'menu' | 'check';
  check?: string[] | null;
  options?: [string, string][];
  default?: unknown;
  shadow?: Record<string, unknown>;
  /** The backbones and types of models that it goes with; all, where none are named. */
  models?: string[];
  /** Of a menu: option → the backbones and types of models that it goes with; all, where it is not named. */
  goes?: Record<string, string[]>;
  /** Backbone, or “backbone weights”, → the value (of a hole: the shadow) that it begins with. */
  begins?: Record<string, unknown>;
}

/** A repeated hole (＋/－): inputs `item0`, `item1`, … with a shadow each. */
export interface Items {
  prefix: string;
  min: number;
  /** How many holes ＋ adds: 2 for a key and its value. */
  step?: number;
  label?: string;
  check?: string[] | null;
  shadow?: Record<string, unknown>;
}

/** The menu that says what a block gives, and for each of its values the types that this is. */
export interface KindMenu {
  menu: string;
  types: Record<string, string[]>;
}

/** What pins must be able to do: the menu's value ('' where there is no such menu) → hole → ability. */
export type Needs = Record<string, Record<string, string>>;

/** A block of ours: Blockly's JSON definition and what the canvas needs beyond it. */
export interface BlockDefinition {
  type: string;
  mutator?: string;
  sunmao?: {
    level?: Level;
    drawer?: string;
    hat?: boolean;
    gear?: GearOption[];
    items?: Items;
    kind?: KindMenu;
    needs?: Needs;
    /** Holes for a part → the kinds of parts that know every word which the block says to it. */
    suits?: Record<string, string[]>;
    /** Of a block that sets variables: its fields for them → the types of what they then hold. */
    sets?: Record<string, string[]>;
  };
  [key: string]: unknown;
}

/** One entry of a drawer: a block as it stands in the flyout. */
export interface DrawerItem {
  kind: string;
  type?: string;
  level?: Level;
  words?: string;
  [key: string]: unknown;
}

export interface Drawer {
  id: string;
  name: string;
  color: string;
  icon: string;
  standard: boolean;
  /** Those of the lowest stay in sight where there is not room for all. */
  rank: number;
  contents: DrawerItem[];
  custom?: string | null;
}

/**
 * The answer of `GET /api/vocabulary?lang=`. messages: those of ours, which the page joins to Blockly's own of the
 * language.
 */
export interface Vocabulary {
  lang: Language;
  blocks: BlockDefinition[];
  drawers: Drawer[];
  messages: Record<string, string>;
}

/** The answer of `GET /api/projects/<id>/choices`: kind of picker → what it offers. */
export type Choices = Record<string, Choice[]>;
