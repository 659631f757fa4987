/** Names of what data sets have labels for, and of their parts. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  taskClassification: ['图像分类', 'Classification'],
  aboutClassification: ['每张图片是一类：猫还是狗', 'Each picture is one class: cat or dog'],
  taskMultiLabel: ['多标签分类', 'Multi-label'],
  aboutMultiLabel: ['每张图片有几个标签：海、树、人', 'Each picture has several labels: sea, trees, people'],
  taskDetection: ['目标检测', 'Detection'],
  aboutDetection: ['用方框标出东西在哪里', 'Boxes say where things are'],
  taskInstance: ['实例分割', 'Instance segmentation'],
  aboutInstance: ['标出每一个东西的轮廓', 'The outline of every single thing'],
  taskSemantic: ['语义分割', 'Semantic segmentation'],
  aboutSemantic: ['每个像素属于一类：路、天空', 'Every pixel has a class: road, sky'],
  taskRegression: ['数值回归', 'Regression'],
  aboutRegression: ['每张图片有一个数：角度、距离、数量', 'Each picture has a number: an angle, a distance, how many'],
  partTrain: ['训练', 'Training'],
  partVal: ['小考', 'Validation'],
  partTest: ['大考', 'Test'],
  partAuto: ['{name}（自动分的）', '{name} (split automatically)'],
  setName: ['数据集的名字', 'Name of the data set'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
