/** The right side of the comparison: could the pictures that changed be chance. */

import { useState } from 'preact/hooks';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import type { Comparison } from '../../../evaluation/comparison/api';
import { ChancePane } from '../../../evaluation/comparison/chance_pane';
import { RestoreModel } from '../../../evaluation/comparison/restore_model';
import type { ComparisonState } from '../../../evaluation/comparison/use_comparison';
import { describeVerdict, getTone, judge } from '../../../evaluation/comparison/verdict';
import { ChangeLightbox } from './lightbox';
import { TossChart } from './toss_chart';
import '../../../evaluation/comparison/texts';

interface ChancePanelProps {
  opened: ProjectStore;
  state: ComparisonState;
  /** The runs of the test before and of this one. */
  before: string | null;
  after: string;
}

export function ChancePanel({ opened, state: { answer }, before, after }: ChancePanelProps) {
  const comparison = answer?.comparison;
  const [large, setLarge] = useState<number | null>(null);
  const broken = comparison?.broken ?? [];
  const worse = before !== null && answer?.restorable && comparison && comparison.after < comparison.before;
  return (
    <>
      <ChancePane
        opened={opened}
        data={answer?.data}
        judgement={comparison ? judge(comparison) : null}
        same={comparison && asksTheSame(comparison) ? (comparison.certain ? 'certain' : 'by_name') : null}
        foot={
          worse && (
            <footer class="row cmp-foot cmp-back">
              <RestoreModel key={`${before} ${after}`} opened={opened} before={before} after={after} />
            </footer>
          )
        }
        worse={
          broken.length
            ? { label: t('seeBroken', { n: broken.length }), class: worse ? '' : 'pri', show: () => setLarge(0) }
            : null
        }
      >
        {comparison && <Chance comparison={comparison} />}
      </ChancePane>
      {large !== null && broken[large] && (
        <ChangeLightbox project={opened.id} pictures={broken} index={large} onGo={setLarge} />
      )}
    </>
  );
}

const asksTheSame = ({ only_before, only_after, relabelled, replaced }: Comparison) =>
  !(only_before + only_after + relabelled + replaced);

function Chance({ comparison }: { comparison: Comparison }) {
  const { fixed, broken, luck } = comparison;
  const changed = fixed.length + broken.length;
  return (
    <>
      <p>{changed ? t('someChanged', { n: changed }) : t('noneChanged')}</p>
      {changed > 0 && <TossChart tosses={changed} heads={fixed.length} luck={luck} tone={getTone(judge(comparison))} />}
      <p class="cmp-conclusion">{describeVerdict(judge(comparison))}</p>
    </>
  );
}
