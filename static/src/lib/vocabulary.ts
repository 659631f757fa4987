/** Generated from `sunmao/blocks/vocabulary.py` by `checks/generate_types.py`: change them there. */

import type { Language, Level } from './types';

export type { Language, Level };

export type OptionKind = 'value' | 'menu' | 'check';

/**
 * One optional argument behind a block's ＋ button. about: a sentence that says what it does. models: the backbones and
 * types of models that it goes with; all, where none are named. goes: of a menu: option → the same of that option.
 * begins: backbone, or “backbone weights”, → the value (of a hole: the shadow) that it begins with.
 */
export interface GearOption {
  name: string;
  label: string;
  kind: OptionKind;
  default: string | number | boolean | null;
  about?: string;
  check?: string[] | null;
  options?: [string, string][];
  shadow?: Record<string, unknown> | null;
  models?: string[];
  goes?: Record<string, string[]>;
  begins?: Record<string, unknown>;
}

/**
 * A repeated hole (＋/－): inputs `item0`, `item1`, … with a shadow each. step: how many holes ＋ adds: 2 for a key and
 * its value.
 */
export interface Items {
  prefix: string;
  min: number;
  shadow: Record<string, unknown>;
  check?: string[];
  step?: number;
}

/** The menu that says what a block gives, and for each of its values the types that this is. */
export interface KindMenu {
  menu: string;
  types: Record<string, string[]>;
}

/**
 * Part of a block's definition that only our canvas reads. needs: what pins must be able to do: the menu's value (''
 * where there is no such menu) → hole → ability. unsuited: holes for a part → the kinds of parts that fit there and
 * lack a word which the block says to them. sets: of a block that sets variables: its fields for them → the types of
 * what they then hold.
 */
export interface BlockExtension {
  level: Level;
  drawer: string;
  hat: boolean;
  gear?: GearOption[];
  items?: Items;
  kind?: KindMenu;
  needs?: Record<string, Record<string, string>>;
  unsuited?: Record<string, string[]>;
  sets?: Record<string, string[]>;
}

/**
 * A block of ours: Blockly's JSON definition, and what the canvas needs beyond it. output, previousStatement,
 * nextStatement: where it fits; None fits everywhere.
 */
export interface BlockDefinition {
  type: string;
  message0: string;
  args0: Record<string, unknown>[];
  inputsInline: boolean;
  style: string;
  tooltip: string;
  sunmao: BlockExtension;
  message1?: string;
  args1?: Record<string, unknown>[];
  output?: string | string[] | null;
  previousStatement?: null;
  nextStatement?: null;
  extensions?: string[];
  mutator?: string;
}

/** One entry of a drawer: a block as it stands in the flyout. words: what the search looks through. */
export interface DrawerItem {
  kind: 'block';
  type: string;
  level: Level;
  words: string;
  fields?: Record<string, unknown>;
  inputs?: Record<string, unknown>;
  extraState?: Record<string, unknown>;
}

/**
 * A drawer of the toolbox. rank: those of the lowest stay in sight where there is not room for all. custom: the name of
 * Blockly's own content, which stands in place of ours.
 */
export interface Drawer {
  id: string;
  name: string;
  color: string;
  icon: string;
  standard: boolean;
  rank: number;
  contents: DrawerItem[];
  custom: string | null;
}

/**
 * The blocks, drawers and messages in one language. messages: those of ours, which the page joins to Blockly's own of
 * the language.
 */
export interface Vocabulary {
  lang: Language;
  blocks: BlockDefinition[];
  drawers: Drawer[];
  messages: Record<string, string>;
}
