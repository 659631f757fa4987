/**
 * The page of a kind whose model is fitted at once: collecting, training with its test, and what the model says, side
 * by side, above the blocks that do it.
 */

import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { t } from '../../../lib/texts';
import type { MiniPart } from '../../guide/mini_block';
import { BlocksStrip } from '../blocks_strip';
import { Column } from '../column';
import type { FittedStore, TaughtProgram } from '../taught_store';
import { getNextStep, type NextStep } from './next_step';
import '../texts';
import '../../project/texts';

interface FittedProgram extends TaughtProgram {
  blocks: Partial<Record<MiniPart, string>>;
  grown: boolean;
}

/** What is taught, once it is there, and the step that comes next. */
interface Shown<Row, Program> {
  classes: Row[];
  program: Program;
  next: NextStep;
}

interface ViewProps<Row extends { name: string }, Program extends FittedProgram, Part extends MiniPart> {
  /** The class of the page. */
  name: string;
  store: FittedStore<Row, Program>;
  /** Somebody is tested just now. */
  tested: boolean;
  /** Of the first two columns, and of the third where it says something else. */
  titles: [string, string, string?];
  /** At the right of the first heading. */
  tools?(program: Program): ComponentChildren;
  /** At the right of the third heading. */
  answerTools?: ComponentChildren;
  collecting(shown: Shown<Row, Program>): ComponentChildren;
  training(shown: Shown<Row, Program>): ComponentChildren;
  answering(classes: Row[]): ComponentChildren;
  /** The parts of the program, each in a few words; filled: so many classes have samples. */
  parts: readonly Part[];
  describe(part: Part, filled: number): string;
}

export function FittedView<Row extends { name: string }, Program extends FittedProgram, Part extends MiniPart>(
  props: ViewProps<Row, Program, Part>,
) {
  const { name, store, tested, titles, parts } = props;
  useEffect(() => store.enter(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (store.trouble.value && !classes)
    return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store, tested);
  const shown = { classes, program, next };
  return (
    <div class={`teach ${name}`}>
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column
          number={1}
          title={titles[0]}
          done={store.canTrain.value}
          id="teach-pictures"
          tools={props.tools?.(program)}
        >
          {props.collecting(shown)}
        </Column>
        <Column number={2} title={titles[1]} done={store.marks.value !== null} id="teach-train">
          {props.training(shown)}
        </Column>
        <Column number={3} title={titles[2] ?? t('teachStep3')} id="teach-answer" tools={props.answerTools}>
          {props.answering(classes)}
        </Column>
      </div>
      <BlocksStrip
        opened={store.opened}
        blocks={program.blocks}
        parts={parts}
        describe={(part) => props.describe(part, store.filled.value.length)}
        grown={program.grown}
        filled={next === 'blocks'}
      />
    </div>
  );
}
