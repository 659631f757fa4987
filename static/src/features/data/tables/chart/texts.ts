/** Words of the chart. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  chartAcross: ['横', 'Across'],
  chartUp: ['竖', 'Up'],
  chartColor: ['颜色', 'Color'],
  chartNoColor: ['不分', 'None'],
  chartSample: ['一共 {n} 行，画了其中 {k} 行', '{k} of {n} rows are drawn'],
  chartTwo: ['画图要有两列数', 'A chart takes two columns of numbers'],
  chartSpoken: ['“{y}”和“{x}”的散点图，{n} 个点', 'Scatter chart of {y} over {x}, {n} points'],
  chartPoint: ['第 {n} 行：{said}', 'Row {n}: {said}'],
  chartPoints: ['散点图里的点', 'Points of the chart'],
  chartSeeRow: ['看这一行', 'See this row'],
  chartTogether: ['什么和什么一起变', 'What moves together'],
  chartAlmost: ['几乎一起变', 'They almost always move together'],
  chartOften: ['常常一起变', 'They often move together'],
  chartBit: ['有一点一起变', 'They move together a little'],
  chartNot: ['看不出一起变', 'No link can be seen'],
  chartAgainst: ['一个大，另一个就小', 'one is large where the other is small'],
  chartCause: [
    '1：总是一起变大。−1：一个变大，另一个变小。0：没关系。一起变，不等于谁造成了谁。',
    '1: they always grow together. −1: one grows as the other shrinks. 0: no link. Moving together does not mean that one causes the other.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
