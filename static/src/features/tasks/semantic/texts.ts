/** Words of this kind of learning: painted areas. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskSemantic: ['语义分割', 'Semantic segmentation'],
  aboutSemantic: ['每个像素属于一类：路、天空', 'Every pixel has a class: road, sky'],
  guideTask_semantic: ['涂颜色', 'Paint'],
  guideTaskText_semantic: ['每个点是什么：天空、道路、叶子', 'What each spot belongs to: sky, road, leaf'],
  guideLearn_semantic: ['改成涂颜色', 'Learn to paint instead'],
  guideMethodText_semantic_quick: [
    '网络见过一百万张照片。看小一点的图，快一些。先试试，选它。',
    'The network has seen a million photographs; smaller pictures, so it is quicker. Start here.',
  ],
  guideMethodText_semantic_careful: [
    '看大图，多学几轮。等得久，边缘涂得更准。',
    'Larger pictures, more epochs. Takes long and paints edges better.',
  ],
  guideMethodText_semantic_board: [
    '看很小的图，板子算得快。细小的地方可能涂不到。',
    'Very small pictures, quick on a board. Fine parts may be missed.',
  ],
  guideMini_painter: ['涂色模型 {name}', 'painting model {name}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
