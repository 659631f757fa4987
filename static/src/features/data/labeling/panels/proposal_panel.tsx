/** What a model suggests for the picture, surest first; or which model may help. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import type { LabelingStore } from '../state/labeling_store';
import type { Proposal } from '../state/labeling_types';
import { getNextStep } from '../state/next_step';
import { takesProposals } from '../state/tools';
import { Swatch } from './swatch';
import '../texts';
import '../../../../lib/common_texts';
import { formatPercent } from '../../../../lib/numbers/shares';

export function ProposalPanel({ store }: { store: LabelingStore }) {
  const { proposals } = store;
  const shown = proposals.shown.value;
  if (!shown.length) return takesProposals(store.task.value) ? <ModelHelp store={store} /> : null;
  const followed = shown.every((one) => one.followed);
  const drawn = proposals.placed.value.length > 0;
  const about = followed ? 'labelCameText' : drawn ? 'labelSuggestsText' : 'labelSuggestsTags';
  const head = t(followed ? 'labelCame' : 'labelSuggests', { n: shown.length });
  return (
    <section class="label-part label-proposals" aria-label={head}>
      <header class="row">
        <Icon name="dashed" />
        <h2>{head}</h2>
      </header>
      <p class="cap">{t(about)}</p>
      <button class="btn pri wide" onClick={() => proposals.accept(shown)}>
        <Icon name="check" />
        <span>{t('labelAcceptAll', { n: shown.length })}</span>
        <kbd>{t('labelEnter')}</kbd>
      </button>
      <ul>
        {shown.map((one) => (
          <ProposalRow key={one.id} store={store} proposal={one} />
        ))}
      </ul>
    </section>
  );
}

function ProposalRow({ store, proposal }: { store: LabelingStore; proposal: Proposal }) {
  const { label, confidence } = proposal;
  const share = formatPercent(confidence);
  return (
    <li class="row">
      <Swatch color={store.getColor(label)} dashed />
      <span class="grow ell">
        <b>{label}</b> <span class="cap">{t('labelSure', { p: share })}</span>
      </span>
      <button
        class="btn ghost ic"
        aria-label={t('labelDismiss', { label })}
        title={t('labelDismiss', { label })}
        onClick={() => store.proposals.dismiss(proposal)}
      >
        <Icon name="x" size="s" />
      </button>
      <button
        class="btn ic"
        aria-label={t('labelAccept', { label })}
        title={t('labelAccept', { label })}
        onClick={() => store.proposals.accept([proposal])}
      >
        <Icon name="check" size="s" />
      </button>
    </li>
  );
}

function ModelHelp({ store }: { store: LabelingStore }) {
  const { proposals } = store;
  const models = proposals.models.value;
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => void proposals.loadModels(), [proposals, store.task.value]);
  const busy = proposals.busy.value;
  const model = chosen ?? models?.[0];
  if (!models || !store.canEdit()) return null;
  return (
    <section class="label-part label-help" aria-label={t('labelHelp')}>
      <header class="row">
        <Icon name="dashed" />
        <h2>{t('labelHelp')}</h2>
      </header>
      <p class="cap">{t(model ? 'labelHelpText' : 'labelHelpNone')}</p>
      {busy ? (
        <p class="row">
          <span class="cap grow" role="status">
            {busy.total ? t('labelAsking', { m: busy.done, k: busy.total }) : t('viewWait')}
          </span>
          {busy.total > 0 && (
            <button class="btn" onClick={() => proposals.stop()}>
              {t('cancel')}
            </button>
          )}
        </p>
      ) : (
        model && (
          <>
            {models.length > 1 && (
              <select
                class="choice"
                aria-label={t('labelModel')}
                value={model}
                onChange={(event) => setChosen(event.currentTarget.value)}
              >
                {models.map((one) => (
                  <option key={one} value={one}>
                    {one.replace(/^models\//, '')}
                  </option>
                ))}
              </select>
            )}
            <p class="row">
              <button class="btn grow" onClick={() => void proposals.ask(model)}>
                {t('labelAskOne')}
              </button>
              <button
                class={`btn grow ${getNextStep(store) === 'propose' ? 'pri' : ''}`}
                onClick={() => void proposals.askAll(model)}
              >
                {t('labelAskAll')}
              </button>
            </p>
          </>
        )
      )}
    </section>
  );
}
