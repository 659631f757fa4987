/** How it learns, in words, with what it costs before anything runs. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { type Key, say, t } from '../../lib/texts';
import type { NetworkRow } from '../../lib/types';
import { formatSize } from '../labels/labels';
import { type Choice, type Cost, findMethod, hasMemory, type Method, startsFromNothing } from './methods';
import { type GuideTask, getNetworkTask } from './program';
import type { GuideStore } from './store';
import './texts';

const MAX_EPOCHS = 1_000;
const MINUTE = 60;

export function MethodStep({ store }: { store: GuideStore }) {
  const { task } = store.program.value!.plan;
  const methods = store.methods.value;
  const choice = store.getChoice();
  const plain = store.kind.value.steps!.networks === null;
  const known = plain || (store.networks.value !== null && store.counts.value !== null);
  useEffect(() => {
    if (!store.getChoice() && known && store.writable.peek()) void store.chooseMethod(store.getRecommended());
  }, [choice === null, known]);
  if (!known)
    return (
      <p class="loading" role="status">
        {t('guideReading')}
      </p>
    );
  const chosen = choice && findMethod(methods, choice);
  const costs = methods.map((one) => store.estimate(one));
  return (
    <>
      {!plain && (
        <p class="guide-costs cap" aria-hidden="true">
          <span>{t('guideTime')}</span>
          <span>{t('guideMemory')}</span>
          <span>{t('guideSize')}</span>
        </p>
      )}
      <div class="guide-options" role="radiogroup" aria-labelledby="guide-title">
        {methods.map((one, number) => (
          <MethodOption
            key={one.name}
            store={store}
            method={one}
            cost={costs[number]}
            chosen={chosen?.name === one.name}
          />
        ))}
      </div>
      {!plain && (
        <>
          <MemoryNote store={store} costs={costs} />
          <OwnChoice store={store} task={task} choice={choice ?? methods[0]} own={choice !== null && !chosen} />
        </>
      )}
    </>
  );
}

function MemoryNote({ store, costs }: { store: GuideStore; costs: (Cost | null)[] }) {
  const free = store.networks.value!.memory;
  const enough = costs.every((cost) => cost && hasMemory(cost, free));
  return (
    <p class={`guide-note row ${enough ? 'ok' : 'warn'}`}>
      <Icon name={enough ? 'ok' : 'warning'} class={enough ? 'ok-text' : 'warn-text'} />
      <span>{t(enough ? 'guideEnough' : 'guideShort', { name: formatSize(free) })}</span>
    </p>
  );
}

interface OptionProps {
  store: GuideStore;
  method: Method;
  cost: Cost | null;
  chosen: boolean;
}

function MethodOption({ store, method, cost, chosen }: OptionProps) {
  const network = store.getNetwork(method.backbone);
  const possible = !cost || hasMemory(cost, store.networks.value!.memory);
  const busy = !store.changeable.value || store.opened.run.busy.value;
  return (
    <label class={`guide-option guide-method ${chosen ? 'chosen' : ''} ${possible ? '' : 'off'}`}>
      <input
        type="radio"
        name="method"
        checked={chosen}
        disabled={busy || !possible}
        onChange={() => void store.chooseByHand(method, false)}
      />
      <span>
        <b>{t(`guideMethod_${method.name}`)}</b>
        {store.getRecommended().name === method.name && <span class="pill guide-best">{t('guideBest')}</span>}
        <span class="cap">
          {possible
            ? t(method.text)
            : t('guideNoMemory', { name: formatSize(cost!.memory), m: formatSize(store.networks.value!.memory) })}
        </span>
        {network && possible && startsFromNothing(network) && <FromNothing store={store} network={network} />}
      </span>
      {cost && <Costs cost={cost} />}
    </label>
  );
}

function Costs({ cost }: { cost: Cost }) {
  const rows: [Key, string][] = [
    ['guideTime', describeSeconds(cost.seconds)],
    ['guideMemory', formatSize(cost.memory)],
    ['guideSize', formatSize(cost.size)],
  ];
  return (
    <span class="guide-costs" title={t(cost.measured ? 'guideMeasured' : 'guideEstimated')}>
      {rows.map(([name, value]) => (
        <span key={name}>
          <span class="sr">{t(name)}: </span>
          <b class="num">{value}</b>
        </span>
      ))}
    </span>
  );
}

/** About so long: what was measured with as many pictures is still no promise. */
export function describeSeconds(seconds: number): string {
  if (seconds < MINUTE) return t('guideSeconds', { n: Math.max(5, 5 * Math.round(seconds / 5)) });
  return t('guideMinutes', { n: Math.round(seconds / MINUTE) });
}

/** A large network that begins from nothing, as on its block and before it is trained. */
function FromNothing({ store, network }: { store: GuideStore; network: NetworkRow }) {
  const known = store.networks.value?.networks.find((one) => one.task === network.task && one.learned);
  return (
    <span class="guide-nothing">
      <Icon name="warning" size="s" class="warn-text" />
      <span>{t('guideFromNothing', { name: network.name, known: known?.name ?? '' })}</span>
    </span>
  );
}

/** Any network, and as many epochs as one likes. */
function OwnChoice({ store, task, choice, own }: { store: GuideStore; task: GuideTask; choice: Choice; own: boolean }) {
  const [open, setOpen] = useState(own);
  const networks = store.networks.value!.networks.filter((one) => one.task === getNetworkTask(task));
  const network = store.getNetwork(choice.backbone);
  const cost = store.estimate(choice);
  const off = !store.changeable.value || store.opened.run.busy.value;
  const set = (change: Partial<Choice>) => void store.chooseByHand({ ...choice, ...change }, true);
  const withNetwork = ({ name, quick: can }: NetworkRow): Choice => {
    const quick = choice.quick && can !== null;
    // As many epochs of the whole network would take hours.
    const epochs = quick === choice.quick ? choice.epochs : store.methods.value[1].epochs;
    return { backbone: name, imageSize: null, quick, epochs };
  };
  const describe = (one: NetworkRow) => {
    const cost = store.estimate(withNetwork(one));
    return [one.name, ...(cost ? [formatSize(cost.size), describeSeconds(cost.seconds)] : [])].join(' · ');
  };
  return (
    <section class="guide-own">
      <button class="btn link" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevronDown' : 'chevronRight'} />
        <span>{t('guideOwn')}</span>
      </button>
      {open && (
        <div class={`guide-option ${own ? 'chosen' : ''}`}>
          <label>
            <span class="cap">{t('guideNetwork')}</span>
            <select
              class="choice"
              value={choice.backbone}
              disabled={off}
              onChange={(event) => set(withNetwork(networks[event.currentTarget.selectedIndex]))}
            >
              {networks.map((one) => (
                <option key={one.name} value={one.name}>
                  {describe(one)}
                </option>
              ))}
            </select>
          </label>
          <EpochsField epochs={choice.epochs} disabled={off} onChange={(epochs) => set({ epochs })} />
          {cost && <Costs cost={cost} />}
          {network && <p class="cap">{say(network.advice)}</p>}
          {network && startsFromNothing(network) && <FromNothing store={store} network={network} />}
          {cost && !hasMemory(cost, store.networks.value!.memory) && (
            <p class="guide-nothing">
              <Icon name="warning" size="s" class="warn-text" />
              <span>
                {t('guideNoMemory', { name: formatSize(cost.memory), m: formatSize(store.networks.value!.memory) })}
              </span>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

/** What is being typed stays, whatever is drawn anew meanwhile; it counts when it is done. */
function EpochsField(props: { epochs: number; disabled: boolean; onChange: (epochs: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label>
      <span class="cap">{t('guideEpochs')}</span>
      <input
        type="text"
        inputMode="numeric"
        value={typed ?? String(props.epochs)}
        disabled={props.disabled}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => {
          const epochs = Number(event.currentTarget.value.replace(/\D/g, '')) || 1;
          setTyped(null);
          props.onChange(Math.min(MAX_EPOCHS, epochs));
        }}
      />
    </label>
  );
}
