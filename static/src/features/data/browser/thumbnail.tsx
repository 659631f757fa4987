/** The chosen picture: what it shows, where it belongs, and what the check says of it. */

import { ColorDot } from '../../../components/color_dot';
import { Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import type { Dataset, Picture } from '../../../lib/dataset_types';
import { say, t } from '../../../lib/texts';
import { describeSplit, getColor, hasClasses, isSorted } from '../../labels/labels';
import * as calls from '../api';
import { countLabels, LabelMenu } from '../editing/label_menu';
import { LabelingLink } from '../labeling_link';
import type { DatasetStore } from '../store';
import { AnnotatedSample, describeObjects } from './annotation_overlay';
import '../texts';
import '../../../lib/common_texts';

export function SamplePanel({ store, set }: { store: DatasetStore; set: Dataset }) {
  const picture = store.picture.value;
  if (!store.chosen.value)
    return (
      <div class="empty">
        <Icon name="image" size="l" />
        <b>{t('noPicture')}</b>
        <p>{t('noPictureText')}</p>
      </div>
    );
  if (!picture) return <Loading />;
  return (
    <div class="data-picture">
      <button
        class="data-photo"
        aria-label={t('seeLarge')}
        title={t('seeLarge')}
        onClick={() => (store.large.value = store.rows.indexOf(picture.path))}
      >
        <Thumbnail store={store} set={set} picture={picture} marks size="small" />
      </button>
      <SampleDetails set={set} picture={picture} store={store} />
      <LabelingLink store={store} set={set} path={picture.path} />
    </div>
  );
}

/** size: small for one whose pixels need not all be there. */
export function Thumbnail({
  store,
  set,
  picture,
  marks,
  size,
}: {
  store: DatasetStore;
  set: Dataset;
  picture: Picture;
  marks: boolean;
  size: 'small' | 'whole';
}) {
  const small = api.makeThumbnailUrl(store.opened.id, `${set.path}/${picture.path}`, 320);
  const whole = calls.makeImageUrl(store.opened.id, set, picture.path);
  // A small copy does not tell how large the picture is.
  const first = size === 'small' && picture.w ? small : whole;
  return (
    <AnnotatedSample
      key={picture.path}
      set={set}
      picture={picture}
      address={first}
      otherwise={first === small ? whole : small}
      marks={marks}
      large={size === 'whole'}
      alt={picture.labels.join(', ') || picture.path}
    />
  );
}

/** store: of the wall on which its label can be changed; without, it is only said. */
export function SampleDetails({ set, picture, store }: { set: Dataset; picture: Picture; store?: DatasetStore }) {
  const edits = store && !store.filter.value.deleted && isSorted(set) ? store.edits : null;
  return (
    <>
      {picture.findings.map((one) => (
        <p key={one.key} class="data-said">
          <Icon name="warning" size="s" class="warn-text" />
          <span>{say(one.text)}</span>
        </p>
      ))}
      <dl class="facts">
        <div>
          <dt>{t('label')}</dt>
          <dd class="data-labels">
            {edits?.canRelabel() ? (
              <LabelMenu
                set={set}
                labels={countLabels([picture])}
                kind="btn data-label"
                shown={picture.labels[0] ?? t('noLabel')}
                onLabel={(label) => void edits.applyLabel(label, { paths: [picture.path] })}
              />
            ) : picture.labels.length ? (
              picture.labels.map((label) => (
                <span key={label} class="pill">
                  {!isSorted(set) && hasClasses(set) && <ColorDot color={getColor(set, label)} />}
                  <span class="ell">{label}</span>
                </span>
              ))
            ) : (
              t('noLabel')
            )}
          </dd>
        </div>
        {picture.things.length > 0 && (
          <div>
            <dt>{t('marked')}</dt>
            <dd>{describeObjects(picture.things)}</dd>
          </div>
        )}
        <div>
          <dt>{t('part')}</dt>
          <dd>{describeSplit(set, picture.split)}</dd>
        </div>
        <div>
          <dt>{t('size')}</dt>
          <dd class="num">
            {picture.w ?? '–'} × {picture.h ?? '–'}
          </dd>
        </div>
        <div>
          <dt>{t('file')}</dt>
          <dd>
            <code>{picture.path}</code>
          </dd>
        </div>
      </dl>
    </>
  );
}
