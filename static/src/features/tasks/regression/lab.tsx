/** The lab of a model of numbers: one answer, how far it is off, and what can be done about it. */

import * as api from '../../../lib/api';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { NumberButton } from '../../data/editing/number_button';
import { type Evidence, weighNear } from '../../evaluation/lab/evidence';
import { Figure } from '../../evaluation/lab/explanation_card';
import type { LabStore } from '../../evaluation/lab/lab_store';
import { LabThumbnail } from '../../evaluation/lab/lab_thumbnail';
import { MistakeLab, type RemedyProps } from '../../evaluation/lab/mistake_lab';
import { LabelCard, MoreCard } from '../../evaluation/lab/remedy_card';
import type { Test } from '../../evaluation/store';
import { getSetName, isSorted } from '../../labels/labels';
import { canTakeMore, takeMore } from '../../project/next_places';
import type { NumberChoice } from './choice';
import { describePicture } from './describe_picture';
import { NumberScale } from './number_scale';
import '../../evaluation/texts';
import '../../evaluation/lab/texts';
import './number_texts';

/** Numbers are near each other within this share of the range. */
const NEAR = 0.1;

interface NumberLabProps {
  opened: ProjectStore;
  choice: NumberChoice;
  test: Test<NumberEvaluationEvent>;
  number: number;
}

export function NumberLab({ opened, choice, test: { row, marks }, number }: NumberLabProps) {
  const { path, truth, answer } = marks.pictures[number];
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  const isNear = (value: number) => (label: string) =>
    label !== '' && Math.abs(Number(label) - value) <= NEAR * (marks.high - marks.low);
  const like = [...marks.pictures.keys()].filter(
    (one) => one !== number && isNear(truth)(String(marks.pictures[one].truth)),
  );
  const near = { a: format(truth), b: format(answer) };
  const makeMore = () => (canTakeMore(opened, path) ? takeMore(opened, path, getFolder(path)) : goToSet(opened, path));
  return (
    <MistakeLab
      opened={opened}
      picture={{ path, label: String(truth), marks, tested: row.at, whole: true }}
      subject={path}
      heading={describePicture(marks, number).names}
      place="labPlace"
      at={number}
      count={marks.pictures.length}
      onGo={(at) => (choice.lab.value = at)}
      onClose={() => (choice.lab.value = null)}
      renderAnswer={() => <AnswerCard opened={opened} marks={marks} number={number} />}
      label={String(truth)}
      weigh={(nearest) => weighNear(nearest, isNear(truth), isNear(answer))}
      describe={(evidence) => describe(evidence, near)}
      isMended={(lab) => Boolean(lab.edits.value.get(path)?.length)}
      isPossible={(_, lab) => lab.set.value !== null}
      onMend={(lab) => {
        const suggested = suggestClass(lab, path, answer);
        if (suggested) void lab.relabel(suggested);
      }}
      onTakeMore={(lab) => lab.set.value && void makeMore()}
      renderMore={(card) => (
        <MoreCard
          {...card}
          title={t('numberMore', near)}
          text={t(card.possible ? 'numberMoreText' : 'labMoreNot')}
          onMore={() => void makeMore()}
        />
      )}
      renderLabel={({ lab, ...card }) => <NumberCard {...card} lab={lab} path={path} truth={truth} answer={answer} />}
      same={{
        title: t('numberSame', { n: like.length, a: near.a }),
        mistakes: like.map((one) => ({
          key: one,
          path: marks.pictures[one].path,
          onChoose: () => (choice.lab.value = one),
        })),
      }}
    />
  );
}

/** The folder of a picture: its class, where numbers are the names of folders. */
const getFolder = (path: string) => path.split('/').at(-2)!;

function goToSet(opened: ProjectStore, path: string): void {
  const set = getSetName(path);
  if (set) goToView(opened.id, 'data', set);
}

function describe({ reason, agreed, own, all }: Evidence, near: { a: string; b: string }): string {
  switch (reason) {
    case 'blurred':
      return t('labWhyBlurred');
    case 'dark':
      return t('labWhyDark');
    case 'against':
      return t('numberWhyAgainst', { m: all, n: agreed, ...near });
    case 'few':
    case 'mixed':
      return t('numberWhyNear', { m: all, n: own, ...near });
    default:
      return t('labWhyUnknown');
  }
}

function AnswerCard({ opened, marks, number }: { opened: ProjectStore; marks: NumberEvaluationEvent; number: number }) {
  const { path, truth, answer } = marks.pictures[number];
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  const figures = [
    { title: t('numberAnswer'), value: answer, look: '' },
    { title: t('numberTruth'), value: truth, look: 'truth' },
  ];
  return (
    <section class="panel lab-card number-lab">
      <Figure title={t('labPicture')}>
        <LabThumbnail
          key={path}
          class="lab-image"
          address={api.makeThumbnailUrl(opened.id, path, 320)}
          alt={t('labPictureName', { a: format(truth) })}
        />
      </Figure>
      <section class="lab-answers" aria-label={t('labAnswers')}>
        <h2>{t('labAnswers')}</h2>
        <dl class="number-said">
          {figures.map(({ title, value, look }) => (
            <div key={title}>
              <dt class="row cap">
                <i class={`number-swatch ${look}`} aria-hidden="true" />
                {title}
              </dt>
              <dd class="big-figure num">{format(value)}</dd>
            </div>
          ))}
        </dl>
        <NumberScale range={marks} unit={marks.unit} answer={answer} truth={truth} />
        <p class="bad-text">{describePicture(marks, number).off}</p>
        <code class="cap mut ell">{path}</code>
      </section>
    </section>
  );
}

/** The class whose number is nearest to an answer; '' where it has no other class, or numbers are no classes. */
function suggestClass(lab: LabStore, path: string, answer: number): string {
  const set = lab.set.peek();
  if (!set || !isSorted(set)) return '';
  const names = set.classes.map(({ name }) => name);
  const [nearest = ''] = names.sort((a, b) => Math.abs(Number(a) - answer) - Math.abs(Number(b) - answer));
  return nearest === getFolder(path) ? '' : nearest;
}

interface NumberCardProps extends RemedyProps {
  path: string;
  truth: number;
  answer: number;
}

function NumberCard({ lab, path, truth, answer, ...card }: NumberCardProps) {
  const set = lab.set.value;
  const folders = set !== null && isSorted(set);
  const suggested = suggestClass(lab, path, answer);
  const done = lab.getEdit(path, 'relabel');
  const names = folders ? set.classes.map(({ name }) => name).filter((name) => name !== getFolder(path)) : [];
  return (
    <LabelCard
      {...card}
      lab={lab}
      title={t('numberFix')}
      text={t(!card.possible ? 'labNotEditable' : folders ? 'labFixText' : 'numberFixTable')}
      done={done}
      doneText={({ label }) => t('labMade', { b: label })}
      act={suggested ? { text: t('labMakeIt', { b: suggested }), run: () => void lab.relabel(suggested) } : null}
      others={folders ? { names, words: t('numberOther'), choose: (name) => void lab.relabel(name) } : null}
    >
      {card.possible && !folders && !done && (
        <NumberButton
          number={String(truth)}
          kind={`btn ${card.filled ? 'pri' : ''}`}
          onNumber={(typed) => void lab.relabel(typed)}
        />
      )}
    </LabelCard>
  );
}
