/** Collecting, training with its test, and what the model says, side by side, above the blocks that do it. */

import type { ComponentChildren, ComponentProps } from 'preact';
import { t } from '../../lib/texts';
import type { MiniPart } from '../guide/mini_block';
import { BlocksStrip } from './blocks_strip';
import { Column } from './column';
import type { Fitted } from './panels/fit_panel';
import './texts';
import '../project/texts';

interface ColumnsProps<Part extends MiniPart> {
  /** The class of the page. */
  name: string;
  store: Fitted & { marks: { value: unknown } };
  /** Of the first two columns, and of the third where it says something else. */
  titles: [string, string, string?];
  tools?: ComponentChildren;
  /** At the right of the third heading. */
  answerTools?: ComponentChildren;
  collecting: ComponentChildren;
  training: ComponentChildren;
  answering: ComponentChildren;
  strip: Omit<ComponentProps<typeof BlocksStrip<Part>>, 'opened'>;
}

export function TeachColumns<Part extends MiniPart>(props: ColumnsProps<Part>) {
  const { name, store, titles, tools, strip } = props;
  return (
    <div class={`teach ${name}`}>
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column number={1} title={titles[0]} done={store.canTrain.value} id="teach-pictures" tools={tools}>
          {props.collecting}
        </Column>
        <Column number={2} title={titles[1]} done={store.marks.value !== null} id="teach-train">
          {props.training}
        </Column>
        <Column number={3} title={titles[2] ?? t('teachStep3')} id="teach-answer" tools={props.answerTools}>
          {props.answering}
        </Column>
      </div>
      <BlocksStrip opened={store.opened} {...strip} />
    </div>
  );
}
