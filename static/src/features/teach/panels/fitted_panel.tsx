/** Training of what is fitted at once, and below it the test by somebody else, in the words of a kind. */

import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { EvaluationEvent } from '../../../lib/messages';
import { type Key, t } from '../../../lib/texts';
import { formatConfidence } from '../../evaluation/rows';
import { countTraining } from '../taught_store';
import { FitPanel, type Fitted, type FitWords } from './fit_panel';
import type { NextStep } from './next_step';
import { type SampleTest, TESTED } from './sample_test';
import { TestPanel, type TestWords } from './test_panel';
import { TestTurn } from './test_turn';

interface SampleClass {
  name: string;
  count: number;
  tests: number;
}

interface PanelProps<Row extends SampleClass> {
  store: Fitted & {
    readonly ready: ReadonlySignal<Row[]>;
    /** So many samples of a class are needed. */
    readonly least: number;
    readonly test: SampleTest<Row, unknown>;
  };
  classes: Row[];
  next: NextStep;
  words: FitWords;
  testWords: TestWords & { taken: Key };
  /** So many samples of a class are better. */
  better: number;
  /** Whose turn it is in the test. */
  describeTurn(row: Row): string;
  /** The class of the list of wrong answers. */
  list?: string;
  /** A sample of the test. said: what it was and what was answered. */
  showSample(sample: EvaluationEvent['pictures'][number], said: string): ComponentChildren;
}

export function FittedPanel<Row extends SampleClass>(props: PanelProps<Row>) {
  const { store, classes, next, words, testWords, better, list = '', showSample } = props;
  const { test } = store;
  return (
    <FitPanel
      store={store}
      words={words}
      counts={classes.map((one) => ({ name: one.name, count: countTraining(one) }))}
      least={store.least}
      better={better}
      filled={next === 'train'}
      focus="teach-answer"
      tested={test.turn.value !== null}
    >
      <TestPanel
        words={testWords}
        turn={test.turn.value && <SampleTurn {...props} />}
        asking={test.asking.value}
        marks={store.marks.value}
        labels={store.ready.value.map(({ name }) => name)}
        taken={test.taken.value}
        most={TESTED}
        next={next}
        disabled={store.opened.run.busy.value}
        onTake={() => void test.take()}
        list={`hands-mistakes ${list}`}
        showMistake={(sample, said) => (
          <li key={sample.path}>
            {showSample(sample, said)}
            <span>{said}</span>
            <span class="cap num">{formatConfidence(sample.confidence)}</span>
          </li>
        )}
      />
    </FitPanel>
  );
}

function SampleTurn<Row extends SampleClass>({ store, testWords, describeTurn }: PanelProps<Row>) {
  const { test } = store;
  const { row, waiting, taken } = test.turn.value!;
  return (
    <TestTurn
      title={describeTurn(row)}
      taken={t(testWords.taken, { n: String(taken), m: String(TESTED) })}
      label={row.name}
      waiting={waiting}
      onReady={() => test.begin()}
      onCancel={() => test.cancel()}
    />
  );
}
