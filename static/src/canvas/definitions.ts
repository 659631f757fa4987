/** Teaches Blockly the words of one language: its own, and the blocks of the vocabulary. */

import * as Blockly from 'blockly/core';
import * as english from 'blockly/msg/en';
import * as chinese from 'blockly/msg/zh-hans';
import type { BlockDefinition, Vocabulary } from './api';
import { speak } from './texts';

const definitions = new Map<string, BlockDefinition>();

/** The declaration of one of our blocks; undefined for a standard or unknown one. */
export function definitionOf(type: string): BlockDefinition | undefined {
  return definitions.get(type);
}

/** Sets the language and (re)defines our blocks in it. Blocks that exist already keep their old labels. */
export function defineVocabulary(vocabulary: Vocabulary): void {
  speak(vocabulary.lang);
  const locale: unknown = vocabulary.lang === 'zh' ? chinese : english;
  Blockly.setLocale({ ...(locale as Record<string, string>), ...vocabulary.messages });
  definitions.clear();
  for (const definition of vocabulary.blocks) {
    const { sunmao, ...json } = definition;
    definitions.set(definition.type, definition);
    delete Blockly.Blocks[definition.type];
    Blockly.defineBlocksWithJsonArray([json]);
  }
}
