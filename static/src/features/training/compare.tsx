/** The compared trainings beside one another: what came of each, and with which settings. What differs is marked. */

import { signal } from '@preact/signals';
import { Icon } from '../../components/icon';
import { saveFile } from '../../lib/files/save_file';
import { formatValue } from '../../lib/numbers/metric_format';
import { type Key, t } from '../../lib/texts';
import { Stroke } from '../output/strokes';
import { compareSettings, type Setting } from './config_diff';
import { describeBestEpoch } from './metrics';
import type { TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';

const CONFIG = 'config.yaml';
const allShown = signal(false);
const SCORES = [
  { curve: 'accuracy', name: 'checkMark' },
  { curve: 'recall', name: 'foundShare' },
  { curve: 'precision', name: 'rightShare' },
  { curve: 'mAP50', name: 'findsWell' },
  { curve: 'mAP', name: 'findsExactly' },
  { curve: 'mIoU', name: 'paintsWell' },
] as const;

export function RunComparison({ shown }: { shown: TrainingRecord[] }) {
  const settings = compareSettings(shown);
  const several = shown.length > 1;
  const same = several ? settings.filter((one) => !one.differs) : [];
  const first = several ? settings.filter((one) => one.differs) : settings;
  return (
    <section class="panel compare" aria-label={t('settings')}>
      <header class="row">
        <h2 class="grow">{t(several ? 'whatDiffers' : 'settings')}</h2>
      </header>
      <div class="compare-table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <td />
              {shown.map((one, index) => (
                <th key={one.key}>
                  <span class="row">
                    <Stroke index={index} />
                    {t('training', { n: one.number })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SCORES.map(
              ({ curve, name }) =>
                shown.some((one) => typeof one.row.best[curve] === 'number') && (
                  <Result
                    key={curve}
                    name={name}
                    values={shown.map((one) => formatValue(curve, one.row.best[curve] ?? null))}
                  />
                ),
            )}
            <Result name="bestEpoch" values={shown.map(describeBestEpoch)} />
            <Result name="loss" values={shown.map((one) => formatValue('loss', one.row.loss))} />
            {first.map((one) => (
              <Row key={one.name} setting={one} marked={several} />
            ))}
            {several && !first.length && (
              <tr>
                <td class="mut" colSpan={shown.length + 1}>
                  {t('nothingDiffers')}
                </td>
              </tr>
            )}
            {allShown.value && same.map((one) => <Row key={one.name} setting={one} marked={false} />)}
            {shown.some((one) => one.whole?.began.config) && <ConfigFiles shown={shown} />}
          </tbody>
        </table>
      </div>
      {same.length > 0 && (
        <button class="btn link" aria-expanded={allShown.value} onClick={() => (allShown.value = !allShown.value)}>
          {allShown.value ? t('checkLess') : t('sameSettings', { n: same.length })}
        </button>
      )}
    </section>
  );
}

/** The settings as a file, by which the command line repeats a training. Older records have none. */
function ConfigFiles({ shown }: { shown: TrainingRecord[] }) {
  return (
    <tr>
      <th scope="row">{t('repeatIt')}</th>
      {shown.map(({ key, number, whole }) => {
        const config = whole?.began.config;
        const words = t('saveConfig', { n: number });
        return (
          <td key={key}>
            {config ? (
              <button
                class="btn"
                aria-label={words}
                title={words}
                onClick={() => saveFile(CONFIG, config, 'application/yaml')}
              >
                <Icon name="download" />
                <span>{CONFIG}</span>
              </button>
            ) : (
              '–'
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Result({ name, values }: { name: Key; values: string[] }) {
  return (
    <tr class="result">
      <th scope="row">{t(name)}</th>
      {values.map((one, index) => (
        <td key={index} class="num">
          {one}
        </td>
      ))}
    </tr>
  );
}

function Row({ setting, marked }: { setting: Setting; marked: boolean }) {
  return (
    <tr class={marked ? 'differs' : ''}>
      <th scope="row">
        {marked && (
          <span class="mark" role="img" aria-label={t('differs')}>
            ≠
          </span>
        )}
        {setting.label}
      </th>
      {setting.values.map((one, index) => (
        <td key={index}>{one}</td>
      ))}
    </tr>
  );
}
