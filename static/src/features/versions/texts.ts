/** Words of what is kept: earlier versions, the bin, projects that come and go as files. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  noVersions: ['还没有保存过', 'Nothing is saved yet'],
  noVersionsText: ['改一改积木，每次保存都会记在这里。', 'Change the blocks. Every save is kept here.'],
  versionNow: ['现在', 'Now'],
  versionThen: ['那时', 'Then'],
  justNow: ['刚刚', 'just now'],
  thisIsNow: ['这就是现在的积木', 'These are the blocks of now'],
  goBack: ['恢复这个版本', 'Restore this version'],
  wentBack: ['恢复了{when}的积木', 'The blocks are restored: {when}'],
  sameBlocks: ['积木没变', 'Same blocks'],
  cameBlocks: ['多了 {n} 块', '{n} block more|{n} blocks more'],
  wentBlocks: ['少了 {n} 块', '{n} block less|{n} blocks less'],
  changedBlocks: ['改了 {n} 块', '{n} block changed|{n} blocks changed'],
  cameSince: ['后来多了 {n} 块', '{n} block added since|{n} blocks added since'],
  wentSince: ['后来去掉 {n} 块', '{n} block removed since|{n} blocks removed since'],
  changedSince: ['改过 {n} 块', '{n} block changed|{n} blocks changed'],
  cameSign: ['后来加的', 'Added since'],
  wentSign: ['后来去掉了', 'Removed since'],
  changedSign: ['后来改过', 'Changed since'],
  asBlocks: ['积木', 'The blocks'],
  noBlocksThen: ['那时还没有积木', 'There were no blocks then'],
  zoomIn: ['放大', 'Zoom in'],
  zoomOut: ['缩小', 'Zoom out'],
  zoomFit: ['看全部积木', 'See all blocks'],
  pythonDiff: ['Python 的变化', 'What changed in the Python'],
  samePython: ['Python 和现在一样', 'The Python is the same as now'],
  sameLines: ['{n} 行一样', '{n} line is the same|{n} lines are the same'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
