/** The pictures whose answers changed, each with what the model said then and says now. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import { type Key, t } from '../../../../lib/texts';
import type { Comparison, PictureChange } from '../../../evaluation/comparison/api';
import { ChangeList } from '../../../evaluation/comparison/change_list';
import { ChangeLightbox } from './lightbox';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';

type Kind = 'fixed' | 'broken' | 'both_wrong';

const KINDS: Record<Kind, { title: Key; words: Key; icon: 'ok' | 'alert' | 'x'; look: string }> = {
  fixed: { title: 'fixedCount', words: 'fixedWords', icon: 'ok', look: 'ok-text' },
  broken: { title: 'brokenCount', words: 'brokenWords', icon: 'alert', look: 'bad-text' },
  both_wrong: { title: 'bothWrongCount', words: 'bothWrongWords', icon: 'x', look: 'mut' },
};
const AT_FIRST = 20;

interface PictureChangesProps {
  project: string;
  kind: Kind;
  comparison: Comparison;
}

/** Nothing where no picture is of that kind. */
export function PictureChanges({ project, kind, comparison }: PictureChangesProps) {
  const pictures = comparison[kind];
  const { title, words, icon, look } = KINDS[kind];
  return (
    <ChangeList
      kind={kind}
      icon={icon}
      look={look}
      title={t(title, { n: pictures.length })}
      words={t(words)}
      changes={pictures}
      atFirst={AT_FIRST}
      class="cmp-wall"
      renderTile={(change, onOpen) => <Tile key={change.path} project={project} change={change} onOpen={onOpen} />}
      renderLarge={(index, onGo) => <ChangeLightbox project={project} pictures={pictures} index={index} onGo={onGo} />}
    />
  );
}

export function describeChange({ truth, before, after }: PictureChange): string {
  return t('changeName', { a: truth, b: before, c: after });
}

function Tile({ project, change, onOpen }: { project: string; change: PictureChange; onOpen(): void }) {
  const [gone, setGone] = useState(false);
  const { path, truth, before, after } = change;
  const name = describeChange(change);
  return (
    <li>
      <button
        class="cmp-tile"
        aria-label={gone ? `${name}, ${t('gone')}` : name}
        title={`${before} → ${after}`}
        disabled={gone}
        onClick={onOpen}
      >
        {gone ? (
          <span class="mark-gone">
            <Icon name="image" />
            {t('gone')}
          </span>
        ) : (
          <SmallImage address={api.makeThumbnailUrl(project, path, 160)} onGone={() => setGone(true)} />
        )}
        <span class="cmp-words">
          <span class="cmp-word">{before}</span>
          <span class="cmp-now">
            → <b class={`cmp-word ${after === truth ? 'ok-text' : 'bad-text'}`}>{after}</b>
          </span>
        </span>
      </button>
    </li>
  );
}
