/** "Teach" with a text: the text, what was counted in it, and what the machine writes, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { Loading } from '../../../../components/feedback/loading';
import { Icon } from '../../../../components/icon';
import { Tabs } from '../../../../components/tabs';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { BlocksStrip } from '../../blocks_strip';
import { Column } from '../../column';
import { CountedPane } from './counted_pane';
import { getNextWordStore, MIN_WORDS, type NextWordStore } from './next_word_store';
import { STEPS } from './program';
import { TextCard } from './text_card';
import { WritingPane } from './writing_pane';
import '../../../project/texts';
import './texts';
import '../../texts';

export function NextWordView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getNextWordStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  const program = store.program.value;
  if (!program || !store.texts.value) return <Loading />;
  const counted = store.found.value?.counted ?? 0;
  return (
    <div class="teach next-page">
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column
          number={1}
          title={t('nextStep1')}
          done={store.ready.value}
          id="teach-pictures"
          tools={
            counted > 0 && (
              <span class={`pill num next-enough ${store.ready.value ? 'ok' : ''}`}>
                {store.ready.value && <Icon name="check" size="s" />}
                {store.ready.value
                  ? t('nextWords', { n: counted })
                  : t('nextFew', { n: String(counted), m: String(MIN_WORDS) })}
              </span>
            )
          }
        >
          <div class="next-left">
            <TextCard store={store} />
            <Order store={store} order={program.order} fixed={program.grown} />
          </div>
        </Column>
        <Column number={2} title={t('nextStep2')} id="teach-train">
          <CountedPane store={store} />
        </Column>
        <Column number={3} title={t('nextStep3')} id="teach-answer">
          <WritingPane store={store} />
        </Column>
      </div>
      <BlocksStrip
        opened={opened}
        blocks={program.blocks}
        parts={STEPS}
        describe={(part) => t(`nextMini_${part}`)}
        grown={program.grown}
        filled={false}
      />
    </div>
  );
}

const ORDERS = { '1': 'nextOrder_1', '2': 'nextOrder_2', '3': 'nextOrder_3' } as const;

function Order({ store, order, fixed }: { store: NextWordStore; order: number; fixed: boolean }) {
  return (
    <div class="panel next-order">
      <div class="row">
        <b class="grow">{t('nextOrder')}</b>
        {fixed ? (
          <b>{t(ORDERS[String(order) as '1'])}</b>
        ) : (
          <Tabs<'1' | '2' | '3'>
            all={ORDERS}
            chosen={String(order) as '1'}
            label={t('nextOrder')}
            prefix="next-order"
            onChoose={(one) => void store.setOrder(Number(one))}
          />
        )}
      </div>
      <p class="cap" id="next-order-panel" role="tabpanel">
        {t('nextOrderWhy')}
      </p>
    </div>
  );
}
