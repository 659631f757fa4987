/** Words of this kind of learning: boxes. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskDetection: ['目标检测', 'Detection'],
  aboutDetection: ['用方框标出东西在哪里', 'Boxes say where things are'],
  guideTask_detection: ['找东西', 'Find'],
  guideTaskText_detection: ['东西在哪里，每种有几个：给每一个画框', 'Where things are and how many: a box around each'],
  guideLearn_detection: ['改成找东西', 'Learn to find instead'],
  guideMethodText_detection_quick: [
    '网络见过一百万张照片。看小一点的图，快一些。先试试，选它。',
    'The network has seen a million photographs; smaller pictures, so it is quicker. Start here.',
  ],
  guideMethodText_detection_careful: [
    '看大图。等得久，小东西也找得更准。',
    'Larger pictures. Takes long and finds small things better.',
  ],
  guideMethodText_detection_board: [
    '看很小的图，板子算得快。小东西可能找不到。',
    'Very small pictures, quick on a board. Small things may be missed.',
  ],
  guideMini_detector: ['检测模型 {name}', 'detector {name}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
