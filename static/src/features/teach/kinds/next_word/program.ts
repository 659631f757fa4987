/** The blocks of the next-word machine: its texts, how far it looks back, and how many words it writes on. */

import { listChain, listStacks, readInput, readMainStack, type SavedBlock } from '../../../../lib/saved_blocks';
import { t } from '../../../../lib/texts';
import type { Workspace } from '../../../../lib/types';
import {
  makeNumber,
  makeText,
  makeWorkspace,
  readVariable,
  type Step,
  setVariable,
} from '../../../project/training_program';
import './texts';

export const STEPS = ['text', 'machine', 'count', 'write'] as const;
const MACHINE = 'machine';
const READS = /^open\('(data\/[^'\\]+\.txt)', encoding='utf-8'\)\.read\(\)$/;

export interface NextWordProgram {
  /** The text files that are counted, as programs name them. */
  paths: string[];
  order: number;
  boldness: number;
  blocks: Partial<Record<(typeof STEPS)[number], string>>;
  /** The blocks do more than the page shows. */
  grown: boolean;
}

const SHOWN = [
  ...['program_start', 'variables_set', 'variables_get', 'next_model', 'next_train', 'program_python_value'],
  ...['next_write', 'text_print', 'text', 'math_number'],
];

/** Null where the program has no machine that begins when it starts. */
export function readNextWordProgram(workspace: Workspace): NextWordProgram | null {
  const main = readMainStack(workspace);
  const model = main?.find('next_model');
  if (!main || !model) return null;
  const counts = main.all.filter((one) => one.type === 'next_train');
  const read = counts.map((one) => READS.exec(String(findText(one)?.fields?.code ?? ''))?.[1]);
  const write = main.find('next_write');
  return {
    paths: read.filter((one) => one !== undefined),
    order: Number(model.fields?.order ?? 1),
    boldness: Number(readInput(write, 'temperature') ?? 1),
    blocks: {
      text: findText(counts[0])?.id,
      machine: model.id,
      count: counts[0]?.id,
      write: write?.id,
    },
    grown:
      main.others > 0 ||
      read.some((one) => one === undefined) ||
      main.all.some((one) => !SHOWN.includes(one.type)) ||
      listChain(listStacks(workspace)[0]).length !== counts.length + 3,
  };
}

const findText = (count: SavedBlock | undefined) => count?.inputs?.text?.block;

/** A saved workspace that counts text files, and goes on with what it has counted. */
export function makeNextWordProgram({ paths, order, boldness }: Omit<NextWordProgram, 'blocks' | 'grown'>): Workspace {
  const counts: Step[] = paths.map((path, at) => ({
    type: 'next_train',
    id: `count${at || ''}`,
    inputs: {
      model: readVariable(MACHINE),
      text: {
        block: {
          type: 'program_python_value',
          id: `text${at || ''}`,
          fields: { code: `open('${path}', encoding='utf-8').read()` },
        },
      },
    },
  }));
  const write = {
    type: 'next_write',
    id: 'write',
    extraState: { more: ['temperature'] },
    inputs: {
      model: readVariable(MACHINE),
      text: makeText(''),
      count: makeNumber(20),
      temperature: makeNumber(boldness),
    },
  };
  const steps: Step[] = [
    { type: 'program_start', id: 'start', x: 40, y: 40 },
    setVariable(MACHINE, { type: 'next_model', id: MACHINE, fields: { order: String(order) } }),
    ...counts,
    { type: 'text_print', id: 'print', inputs: { TEXT: { block: write } } },
  ];
  return makeWorkspace(steps, [{ id: MACHINE, name: t('nextVariable') }]);
}
