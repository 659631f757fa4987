/** A wrong answer: the picture, where the model looked, what it says and how sure it is; and the test of that. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import '../texts';
import './texts';
import type { EvaluatedPicture } from '../../../lib/messages';
import { formatPercent } from '../../../lib/numbers/shares';
import type { LabStore } from './lab_store';
import { LabThumbnail } from './lab_thumbnail';
import type { ClassScore, Explanation } from './lab_types';

/** Letters of a name that is written large. */
const SHORT = 4;

interface ExplanationCardProps {
  opened: ProjectStore;
  lab: LabStore;
  picture: EvaluatedPicture;
  classes: string[];
}

export function ExplanationCard({ opened, lab, picture, classes }: ExplanationCardProps) {
  const { path, truth, answer, confidence } = picture;
  const [really, saidThen] = [classes[truth], classes[answer]];
  const { explanation, trouble } = lab.findings.value;
  const covered = (lab.covered.value && explanation?.covered) || null;
  const said = covered?.said ?? saidThen;
  const scores = covered?.scores ?? explanation?.scores ?? [{ label: saidThen, score: confidence }];
  return (
    <section class="panel lab-card">
      <div class="lab-columns">
        <Figure title={t(covered ? 'labCovered' : 'labPicture')}>
          {covered ? (
            <img class="lab-image" src={covered.image} alt={t('labCoveredName')} />
          ) : (
            <LabThumbnail
              key={path}
              class="lab-image"
              address={api.makeThumbnailUrl(opened.id, path, 320)}
              alt={t('labPictureName', { a: really })}
            />
          )}
        </Figure>
        <Figure title={t('labLooked')}>
          <HeatImage
            explanation={explanation}
            trouble={trouble && (trouble === 'noModel' ? t('labNoModel') : say(trouble))}
          />
        </Figure>
        <section class="lab-answers" aria-label={t('labAnswers')}>
          <h2>{t('labAnswers')}</h2>
          <div class="lab-said">
            <Answer title={t(covered ? 'labSaidCovered' : 'labSaid')} name={said} right={said === really} />
            <Answer title={t('labReally')} name={really} right word={t('labLabel')} />
          </div>
          <Scores scores={scores} really={really} said={scores[0].label} />
        </section>
      </div>
      {explanation && <Finding lab={lab} explanation={explanation} saidThen={saidThen} />}
      {!explanation && !trouble && (
        <footer class="lab-finding">
          <p class="lab-trying cap">{t('labTrying')}</p>
        </footer>
      )}
    </section>
  );
}

export function Figure({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <figure class="lab-figure">
      <figcaption>{title}</figcaption>
      {children}
    </figure>
  );
}

export function HeatImage({ explanation, trouble }: { explanation: Explanation | null; trouble: string | null }) {
  if (explanation?.heat) return <img class="lab-image" src={explanation.heat} alt={t('labHeatName')} />;
  const text = trouble ?? (explanation ? t('labNoHeat') : t('labLooking'));
  return (
    <p class={`lab-image lab-none ${trouble || explanation ? '' : 'lab-coming'}`} role="status">
      <Icon name="scan" size="l" />
      <span>{text}</span>
    </p>
  );
}

interface AnswerProps {
  title: string;
  name: string;
  right: boolean;
  word?: string;
}

export function Answer({ title, name, right, word = t(right ? 'labRight' : 'labWrong') }: AnswerProps) {
  return (
    <p class={`lab-answer ${right ? 'ok-text' : 'bad-text'}`}>
      <span class="cap">{title}</span>
      <b class={`lab-name ${name.length > SHORT ? 'lab-long' : ''}`} title={name}>
        {name}
      </b>
      <b class="cap-size">{word && `${right ? '✓' : '✗'} ${word}`}</b>
    </p>
  );
}

interface ScoresProps {
  scores: ClassScore[];
  really: string;
  said: string;
  title?: string;
  /** What is said without any. */
  empty?: string;
}

export function Scores({ scores, really, said, title = t('labSure'), empty = '' }: ScoresProps) {
  return (
    <>
      <h3 class="cap">{title}</h3>
      {!scores.length && <p>{empty}</p>}
      <ul class="lab-scores">
        {scores.map(({ label, score }) => {
          const kind = label === really ? 'right' : label === said ? 'wrong' : '';
          return (
            <li key={label}>
              <b class="ell" title={label}>
                {label}
              </b>
              <span class="bar" aria-hidden="true">
                <i class={kind} style={{ width: `${100 * score}%` }} />
              </span>
              <span class="num">{formatShare(score)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Never 0%: the model thinks it possible. */
function formatShare(score: number): string {
  return score < 0.005 ? '<1%' : formatPercent(score);
}

/** What covering has shown; and when the model is not the one that was tested any more, that. */
function Finding({ lab, explanation, saidThen }: { lab: LabStore; explanation: Explanation; saidThen: string }) {
  const { covered, said, tested, model } = explanation;
  const file = model.split('/').slice(-2).join('/');
  return (
    <footer class="lab-finding">
      {(said !== saidThen || !tested) && (
        <p class="lab-note">
          <Icon name="info" size="s" />
          <span>{tested ? t('labLearned', { b: said }) : t('labOtherModel', { file })}</span>
        </p>
      )}
      {covered && (
        <CoveredProof
          lab={lab}
          text={covered.changed ? t('labChanges', { b: covered.said }) : t('labStays', { a: covered.said })}
        />
      )}
    </footer>
  );
}

/** What covering the ring has shown, and the button that does it. */
export function CoveredProof({ lab, text }: { lab: LabStore; text: string }) {
  const isCovered = lab.covered.value;
  return (
    <div class="row lab-proof">
      <span class="lab-legend cap">
        <i aria-hidden="true" />
        <span>
          {t('labLittle')} → {t('labMuch')}
        </span>
      </span>
      <p class="grow row">
        <i class="lab-ring" aria-hidden="true" />
        <span>{text}</span>
      </p>
      <button class="btn" aria-pressed={isCovered} aria-keyshortcuts="C" onClick={() => lab.toggleCover()}>
        <Icon name="scan" />
        <span>{t(isCovered ? 'labUncover' : 'labCover')}</span>
        <kbd>C</kbd>
      </button>
    </div>
  );
}
