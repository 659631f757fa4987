/** Testing a model on many pictures: they come in, are answered, and the wrong ones go into the data set. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { say, t } from '../../../lib/texts';
import { useFirstView } from '../../../state/first_view';
import { getClassKeys } from '../../labels/labels';
import { getModelName } from '../../model_files/model_names';
import { closeBatch, type OpenBatch } from './active_batch';
import { BatchGrid } from './batch_grid';
import { BatchLarge } from './batch_large';
import { BatchStrip } from './batch_strip';
import { BatchTools } from './batch_tools';
import { type FoundFiles, MAX_DROPPED_FILES, readChosen, readDropped } from './dropped_files';
import { TargetPanel } from './target_panel';
import './texts';
import '../../../lib/common_texts';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog:not(.batch-large)';

export function BatchView({ opened, store, targets }: OpenBatch) {
  const [hovered, hover] = useState(false);
  useFirstView(closeBatch);
  const add = (label: string) => void targets.add(store.chosen(), label);
  useKeyDown((event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (event.altKey || at?.closest(TAKEN)) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      return void targets.undo();
    }
    if (event.ctrlKey || event.metaKey || event.repeat || !/^\d$/.test(event.key)) return;
    const names = targets.set.peek()?.classes.map((one) => one.name) ?? [];
    const name = names[getClassKeys(names).indexOf(event.key)];
    const large = store.rows.peek().find((row) => row.path === store.large.peek());
    if (name === undefined) return;
    if (large) void targets.add([large], name);
    else add(name);
  });
  // The page itself takes dropped folders as data sets: what is dropped here stays here.
  const keep = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    event.stopPropagation();
    hover(isOver);
  };
  const drop = (event: DragEvent) => {
    keep(event, false);
    if (event.dataTransfer) void readDropped(event.dataTransfer).then((found) => store.add(found));
  };
  useEffect(() => document.querySelector<HTMLElement>('.batch h1')?.focus(), [store]);
  const begun = store.asked.value.total > 0;
  const sorts = !store.model.finds && !store.model.part; // into classes
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used
    <div
      class={`batch ${hovered ? 'hovered' : ''}`}
      onDragOver={(event) => keep(event, true)}
      onDragLeave={(event) => keep(event, false)}
      onDrop={drop}
    >
      <header class="row batch-head">
        <button class="btn ghost ic" aria-label={t('batchBack')} title={t('batchBack')} onClick={closeBatch}>
          <Icon name="chevronLeft" />
        </button>
        <h1 tabIndex={-1}>{t('batchTitle')}</h1>
        <span class="ell mut grow" title={store.model.path}>
          {getModelName(store.model.path)}
        </span>
        {begun && <Progress store={store} />}
        {begun && <FileButtons onFiles={(found) => store.add(found)} small />}
      </header>
      {begun ? (
        <div class={`batch-body ${sorts ? '' : 'alone'}`}>
          <div class="batch-main">
            <BatchTools store={store} />
            <LeftOut store={store} />
            <div class="batch-frame">
              <BatchGrid store={store} onDrop={add} />
              {store.rows.value.length > 0 && !store.shown.value.length && (
                <div class="empty batch-none">
                  <b>{t('batchNone')}</b>
                  <button class="btn" onClick={() => store.show({}, store.order.peek())}>
                    {t('batchShowAll')}
                  </button>
                </div>
              )}
            </div>
            {sorts && <BatchStrip opened={opened} targets={targets} />}
          </div>
          {sorts && <TargetPanel store={store} targets={targets} onAdd={add} />}
        </div>
      ) : (
        <div class="batch-start">
          <Icon name="image" size="l" class="mut" />
          <b>{t('batchDrop')}</b>
          <p class="cap">{t('batchDropText', { m: MAX_DROPPED_FILES })}</p>
          <FileButtons onFiles={(found) => store.add(found)} />
        </div>
      )}
      <BatchLarge store={store} />
    </div>
  );
}

function FileButtons({ onFiles, small = false }: { onFiles(found: FoundFiles): void; small?: boolean }) {
  const choose = ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    onFiles(readChosen([...(input.files ?? [])]));
    input.value = ''; // the same files may be chosen again
  };
  return (
    <div class="row batch-files">
      <label class={`btn ${small ? '' : 'pri'}`}>
        <Icon name={small ? 'plus' : 'image'} />
        <span>{t(small ? 'batchMore' : 'batchFiles')}</span>
        <input class="sr" type="file" accept="image/*" multiple onChange={choose} />
      </label>
      {!small && (
        <label class="btn">
          <Icon name="folder" />
          <span>{t('batchFolder')}</span>
          {/* biome-ignore lint/suspicious/noExplicitAny: the attribute is not among preact's */}
          <input class="sr" type="file" {...({ webkitdirectory: true } as any)} onChange={choose} />
        </label>
      )}
    </div>
  );
}

function Progress({ store }: Pick<OpenBatch, 'store'>) {
  const { done, total } = store.asked.value;
  const busy = store.busy.value;
  const over = done >= total;
  return (
    <div class="row batch-progress">
      <span class="num" role="status">
        {over ? t('batchAll', { n: done }) : busy && !done ? t('batchWaking') : t('batchDone', { n: done, m: total })}
      </span>
      {!over && <progress value={done} max={total} aria-label={t('batchTitle')} />}
      {!over && (
        <button class="btn" onClick={() => (busy ? store.stop() : store.start())}>
          {t(busy ? 'batchStop' : 'batchGoOn')}
        </button>
      )}
    </div>
  );
}

function LeftOut({ store }: Pick<OpenBatch, 'store'>) {
  const left = store.left.value;
  const trouble = store.trouble.value;
  return (
    <>
      {trouble && (
        <p class="row batch-note" role="alert">
          <Icon name="alert" class="bad-text" />
          <span>{say(trouble)}</span>
        </p>
      )}
      {store.cut.value && (
        <p class="row batch-note" role="alert">
          <Icon name="warning" class="warn-text" />
          <span>{t('batchCut', { m: MAX_DROPPED_FILES })}</span>
        </p>
      )}
      {left.length > 0 && (
        <details class="batch-note">
          <summary>
            <Icon name="warning" class="warn-text" /> {t('batchLeft', { n: left.length })}
          </summary>
          <ul>
            {left.map(({ name, why }, at) => (
              <li key={at}>{t('batchLeftWhy', { name, why: say(why) })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
