/** "Teach": pictures of each class, training and test, and what the model says to the camera, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { AnswerPanel } from './answer_panel';
import { BlocksStrip } from './blocks_strip';
import { ClassCards } from './class_cards';
import { getNextStep } from './next_step';
import { getTeachStore } from './teach_store';
import { TrainPanel } from './train_panel';
import './texts';
import '../../lib/common_texts';

export function TeachView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getTeachStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  useEffect(() => store.listen(), [store]);
  const program = store.program.value;
  const classes = store.classes.value;
  if (!program)
    return (
      <div class="empty">
        <Icon name="teach" size="l" />
        <b>{t('teachNoProgram')}</b>
        <p>{t('teachNoProgramText')}</p>
      </div>
    );
  if (!classes)
    return (
      <p class="loading" role="status">
        {t('viewWait')}
      </p>
    );
  const next = getNextStep(store);
  return (
    <div class="teach">
      <div class="teach-columns">
        <Column number={1} title={t('teachStep1')} done={store.canTrain.value} id="teach-pictures">
          <span class="cap num">{t('teachTotal', { m: String(classes.length), n: store.pictures.value })}</span>
          <ClassCards store={store} classes={classes} next={next} />
        </Column>
        <Column number={2} title={t('teachStep2')} done={store.marks.value?.split === 'test'} id="teach-train">
          <TrainPanel store={store} classes={classes} next={next} />
        </Column>
        <Column number={3} title={t('teachStep3')} id="teach-answer">
          <AnswerPanel store={store} classes={classes} />
        </Column>
      </div>
      <BlocksStrip store={store} program={program} next={next} classes={classes.length} />
    </div>
  );
}

interface ColumnProps {
  number: number;
  title: string;
  id: string;
  done?: boolean;
  children: preact.ComponentChildren;
}

function Column({ number, title, id, done = false, children }: ColumnProps) {
  return (
    <section class="teach-column" aria-labelledby={id}>
      <header class="row teach-head">
        <span class={`teach-number num ${done ? 'done' : ''}`} aria-hidden="true">
          {done ? <Icon name="check" size="s" /> : number}
        </span>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
      </header>
      {children}
    </section>
  );
}
