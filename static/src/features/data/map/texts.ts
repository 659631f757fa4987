/** Words of the map of a data set. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  mapOpen: ['地图', 'Map'],
  mapTitle: ['图片地图', 'Picture map'],
  mapText: [
    '长得像的图片住得近。一张落在别的颜色里，标签可能错了。',
    'Look-alikes lie together. One alone in another color may have a wrong label.',
  ],
  mapOf: ['{name} 的图片地图', 'Map of {name}'],
  mapLayout: ['怎么排', 'Layout'],
  mapWhole: ['整体', 'Overview'],
  mapWholeText: ['最大的不同在左右和上下', 'The largest differences from left to right and from top to bottom'],
  mapGroups: ['分群', 'Groups'],
  mapGroupsText: [
    '邻居挨着邻居；群和群之间有多远，不说明什么',
    'Neighbors stay together; how far groups are apart says little',
  ],
  mapTools: ['拖动的时候', 'Dragging'],
  mapLasso: ['圈选', 'Select'],
  mapMove: ['移动', 'Move'],
  mapNearer: ['放大', 'Zoom in'],
  mapFarther: ['缩小', 'Zoom out'],
  mapFit: ['看全部', 'See all'],
  mapToWall: ['在图片墙上看', 'Show on the wall'],
  mapClose: ['回到图片墙', 'Back to the wall'],
  mapLooking: ['正在看每张图片', 'Looking at every picture'],
  mapPlacing: ['正在排位置…', 'Finding their places…'],
  mapGrouping: ['正在分群…', 'Finding groups…'],
  mapNotDrawn: ['还没有地图', 'No map yet'],
  mapNotDrawnText: [
    '电脑把每张图片看一遍，再把长得像的放在一起。',
    'The computer looks at every picture, and puts those that look alike together.',
  ],
  mapDraw: ['画地图', 'Draw the map'],
  mapMissing: [
    '{n} 张新图片还不在地图上',
    '{n} new picture is not on the map yet|{n} new pictures are not on the map yet',
  ],
  mapAgain: ['重新画', 'Draw again'],
  mapLegend: ['类别：点一下，藏起来或显示', 'Classes: click to hide or show'],
  mapAll: ['全部显示', 'Show all'],
  mapPoint: ['{label}，{part}，{name}', '{label}, {part}, {name}'],
  mapTips: [
    '拖一圈选中图片 · 滚轮放大 · 点一下看大图',
    'Draw a loop to select · wheel to zoom · click to see one large',
  ],
  mapTipsTouch: [
    '用一根手指画圈选中 · 两根手指放大 · 点一下看大图',
    'Draw a loop with one finger · two fingers to zoom · tap to see one large',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
