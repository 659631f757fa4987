/**
 * Two tests of the same pictures side by side: how many were right then and now, what went and came, and whether it
 * could be chance. A kind of learning says what stands in its places.
 */

import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { type Key, say, t } from '../../../lib/texts';
import { formatDate } from '../../../lib/time';
import type { AnyEvaluation } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { TestChooser } from '../rows';
import type { EvaluationStore, Test } from '../store';
import type { Comparison } from './api';
import { ChanceFrame } from './chance_frame';
import { ChangeList } from './change_list';
import { OutcomeCard, type OutcomeCardProps } from './outcome_card';
import { RestoreModel } from './restore_model';
import { SinceBefore } from './since_before';
import { type ComparisonState, useComparison } from './use_comparison';
import { GainPill, type Judgment } from './verdict';
import '../texts';
import './texts';
import '../../../lib/common_texts';
import { tellOfSamples } from '../sample_words';

/** What was found out about two tests. */
export interface Compared<Found, Marks> {
  found: Found;
  before: Marks;
  after: Marks;
}

/** Pictures that changed in one way. kind: for tests and styles. */
export interface ChangeGroup {
  kind: string;
  icon: 'ok' | 'alert' | 'x';
  look: string;
  /** With their number. */
  title: Key;
  words: Key;
}

export interface ChangeProps<Change, Marks> {
  project: string;
  change: Change;
  after: Marks;
  onOpen(): void;
}

export interface LargeChangeProps<Change, Marks> {
  project: string;
  changes: readonly Change[];
  index: number;
  tests: { before: Marks; after: Marks };
  onGo(index: number | null): void;
}

/** How the tests of a kind of learning are compared. */
export interface ComparisonPart<Found, Marks extends AnyEvaluation, Change extends { path: string }> {
  /** Which pictures are compared. */
  describe(compared: Compared<Found, Marks>): string;
  /** Whether both tests had the same pictures, known by their content or by their names alone; null: they had not. */
  getSame(compared: Compared<Found, Marks>): 'certain' | 'by_name' | null;
  getOutcome(compared: Compared<Found, Marks>): Omit<OutcomeCardProps, 'gain' | 'chooser' | 'date'>;
  judge(compared: Compared<Found, Marks>): Judgment;
  /** How much better or worse it is. */
  describeGain(compared: Compared<Found, Marks>): string;
  groups: readonly ChangeGroup[];
  listChanges(compared: Compared<Found, Marks>, kind: string): readonly Change[];
  /** The group that got worse, and the way to it. */
  worse: { kind: string; see: Key };
  /** How many of a group are shown at first, in a list of this class. */
  atFirst: number;
  class: string;
  Tile: ComponentType<ChangeProps<Change, Marks>>;
  Large: ComponentType<LargeChangeProps<Change, Marks>>;
  /** Before and after the groups. */
  Head?: ComponentType<{ found: Found }>;
  Foot?: ComponentType<{ found: Found }>;
  /** The drawing of chance, and what else is said of it. */
  Chance: ComponentType<{ compared: Compared<Found, Marks> }>;
  /** Where the newer model is worse, the older one can be brought back. */
  restores?: boolean;
}

/** A test and the one that it is compared with, of one kind of learning. */
export interface Comparing<Found, Marks extends AnyEvaluation, Change extends { path: string }> {
  part: ComparisonPart<Found, Marks, Change>;
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test<Marks>;
  before: Test<Marks> | null;
  state: ComparisonState<Found>;
  /** Null before the answer, and where no picture is in both. */
  compared: Compared<Found, Marks> | null;
}

/** Compares a test with the one before, or the one that was chosen. */
export function useCompared<Found, Marks extends AnyEvaluation, Change extends { path: string }>(
  part: ComparisonPart<Found, Marks, Change>,
  opened: ProjectStore,
  store: EvaluationStore,
  test: Test<Marks>,
): Comparing<Found, Marks, Change> {
  const before = store.before.value as Test<Marks> | null;
  const state = useComparison<Found>(opened.id, before?.row, test.row);
  const found = state.answer?.comparison;
  const compared = found && before ? { found, before: before.marks, after: test.marks } : null;
  return { part, opened, store, test, before, state, compared };
}

export function TestComparison<Found, Marks extends AnyEvaluation, Change extends { path: string }>(
  comparing: Comparing<Found, Marks, Change>,
) {
  const { part, opened, store, test, before, state, compared } = comparing;
  const rows = store.listOthers(test.row);
  const chooser =
    rows.length === 1 && before ? (
      <span>{formatDate(before.row.at)}</span>
    ) : (
      <TestChooser
        rows={rows}
        chosen={before?.row.key ?? null}
        label={t('whichOther')}
        onChoose={(key) => store.compareWith(key)}
      />
    );
  if (!compared)
    return (
      <section class="panel cmp-card">
        <div class="row cmp-with">
          <span>{t('comparedWith')}</span>
          {chooser}
        </div>
        {before && <Missing state={state} />}
      </section>
    );
  const { Tile, Large, Head, Foot } = part;
  const project = opened.id;
  return (
    <div class="cmp">
      <p class="cap">{part.describe(compared)}</p>
      <OutcomeCard
        {...part.getOutcome(compared)}
        gain={<GainPill {...part.judge(compared)} text={part.describeGain(compared)} />}
        chooser={chooser}
        date={formatDate(test.row.at)}
      />
      {Head && <Head found={compared.found} />}
      {part.groups.map((group) => {
        const changes = part.listChanges(compared, group.kind);
        return (
          <ChangeList
            key={`${before?.row.key} ${group.kind}`}
            {...group}
            title={tellOfSamples(group.title, { n: changes.length })}
            words={t(group.words)}
            changes={changes}
            atFirst={part.atFirst}
            class={part.class}
            renderTile={(change, onOpen) => (
              <Tile key={change.path} project={project} change={change} after={compared.after} onOpen={onOpen} />
            )}
            renderLarge={(index, onGo) => (
              <Large project={project} changes={changes} index={index} tests={compared} onGo={onGo} />
            )}
          />
        );
      })}
      {Foot && <Foot found={compared.found} />}
    </div>
  );
}

/** No comparison: it is on its way, could not be read, or there is none. */
function Missing({ state: { answer, trouble, retry } }: { state: ComparisonState<unknown> }) {
  if (trouble)
    return (
      <p class="row" role="alert">
        <span class="grow">{say(trouble)}</span>
        <button class="btn" onClick={retry}>
          {t('retry')}
        </button>
      </p>
    );
  return <p role="status">{tellOfSamples(answer ? 'noCommon' : 'viewWait')}</p>;
}

/** The right side: could it be chance, and what was done to the data in between. */
export function ChancePane<Found, Marks extends AnyEvaluation, Change extends { path: string }>(
  comparing: Comparing<Found, Marks, Change>,
) {
  const { part, opened, test, before, state, compared } = comparing;
  const [large, setLarge] = useState<number | null>(null);
  const changes = compared ? part.listChanges(compared, part.worse.kind) : [];
  const restores = part.restores && before && state.answer?.restorable && compared && part.judge(compared).gain < 0;
  const { Chance, Large } = part;
  return (
    <>
      <ChanceFrame
        opened={opened}
        data={state.answer?.data}
        judgment={compared && part.judge(compared)}
        same={compared && part.getSame(compared)}
        foot={
          restores && (
            <footer class="row cmp-foot cmp-back">
              <RestoreModel
                key={`${before.row.run} ${test.row.run}`}
                opened={opened}
                before={before.row.run}
                after={test.row.run}
              />
            </footer>
          )
        }
        worse={
          changes.length
            ? {
                label: tellOfSamples(part.worse.see, { n: changes.length }),
                class: restores ? '' : 'pri',
                show: () => setLarge(0),
              }
            : null
        }
      >
        {compared && <Chance compared={compared} />}
      </ChanceFrame>
      {large !== null && compared && changes[large] && (
        <Large project={opened.id} changes={changes} index={large} tests={compared} onGo={setLarge} />
      )}
    </>
  );
}

/** The comparison in short; nothing without one. */
export function ComparedBefore<Found, Marks extends AnyEvaluation, Change extends { path: string }>({
  comparing: { part, compared },
  onOpen,
}: {
  comparing: Comparing<Found, Marks, Change>;
  onOpen(): void;
}) {
  if (!compared) return null;
  return <SinceBefore judgment={part.judge(compared)} gain={part.describeGain(compared)} onOpen={onOpen} />;
}

/** Which pictures are compared, in words. */
export function describePictures({
  pictures,
  only_before,
  only_after,
  relabeled,
  replaced = 0,
  certain = true,
}: Pick<Comparison, 'pictures' | 'only_before' | 'only_after' | 'relabeled'> &
  Partial<Pick<Comparison, 'replaced' | 'certain'>>): string {
  const same = !(only_before + only_after + relabeled + replaced);
  const words = [tellOfSamples(!same ? 'onlyCommon' : certain ? 'sameTest' : 'sameNamesTest', { n: pictures })];
  if (relabeled) words.push(tellOfSamples('relabeledOut', { n: relabeled }));
  if (replaced) words.push(tellOfSamples('replacedOut', { n: replaced }));
  return words.join(' · ');
}
