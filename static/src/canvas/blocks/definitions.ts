/** Teaches Blockly the words of one language: its own, and the blocks of the vocabulary. */

import * as Blockly from 'blockly/core';
import type { Language } from '../../lib/types';
import type { BlockDefinition, Vocabulary } from '../../lib/vocabulary';
import { setLanguage } from '../texts';

const definitions = new Map<string, BlockDefinition>();

/** The declaration of one of our blocks; undefined for a standard or unknown one. */
export function getDefinition(type: string): BlockDefinition | undefined {
  return definitions.get(type);
}

/** Sets the words of Blockly and of the canvas, which Blockly needs before it is injected. */
export function setWords(lang: Language, messages: Record<string, string>): void {
  setLanguage(lang);
  // Blockly would put this comment on every new function, and on every saved one without a comment.
  const quiet = { PROCEDURES_DEFNORETURN_COMMENT: '', PROCEDURES_DEFRETURN_COMMENT: '' };
  Blockly.setLocale({ ...messages, ...quiet });
}

/** Sets the language and (re)defines our blocks in it. Blocks that exist already keep their old labels. */
export function defineVocabulary(vocabulary: Vocabulary): void {
  setWords(vocabulary.lang, vocabulary.messages);
  definitions.clear();
  for (const definition of vocabulary.blocks) {
    const { sunmao, ...json } = definition;
    definitions.set(definition.type, definition);
    delete Blockly.Blocks[definition.type];
    Blockly.defineBlocksWithJsonArray([json]);
  }
}
