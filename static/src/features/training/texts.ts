/** Words of the Training view. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  trainings: ['训练记录', 'Training records'],
  training: ['第 {n} 次', 'Training {n}'],
  compared: ['对比 {n} 次', 'Comparing {n}'],
  whichTraining: ['第几次', 'Training'],
  bestEpoch: ['最好一轮', 'Best epoch'],
  took: ['用时', 'Time'],
  trainingNow: ['正在训练', 'Training now'],
  endedEarly: ['提前停了，没有再进步', 'Ended early: no more progress'],
  itsMistakes: ['它的错题', 'Its mistakes'],
  deleteRun: ['删除第 {n} 次训练', 'Delete training {n}'],
  deleteRunText: [
    '它的曲线、成绩和文字都会删掉，再也找不回来。做好的模型还在。',
    'Its curves, results and text are deleted. This cannot be undone. The models that it made stay.',
  ],
  deleteRunMore: [
    '同一次运行里的另外 {n} 次训练也会删掉。',
    '{n} more training of the same run goes with it.|{n} more trainings of the same run go with it.',
  ],
  runDeleted: ['第 {n} 次训练删掉了', 'Training {n} is deleted'],
  toMistakes: ['去看错题', 'See the mistakes'],
  toModels: ['试试这个模型', 'Try the model'],
  trainFirst: ['先训练一次', 'Train first'],
  trainFirstText: [
    '用“训练”积木搭好程序，点绿色的“运行”。每次训练的曲线和成绩都会留在这里。',
    'Build a program with the Train blocks and press the green Run. The curves and results of every training stay here.',
  ],
  pickOne: ['在名单里选一次训练', 'Choose a training from the list'],
  compareIt: ['放进对比', 'Compare it'],
  compareNot: ['不再对比', 'Compare it no more'],
  correctPercent: ['答对 (%)', 'Correct (%)'],
  findThings: ['找东西', 'Finding'],
  findingPercent: ['找东西 (%)', 'Finding things (%)'],
  findsWell: ['找得准 mAP50', 'Finding, mAP50'],
  findsExactly: ['框得准 mAP', 'Box fit, mAP'],
  lossSum: ['合起来', 'Together'],
  inPractice: ['练习（训练图片）', 'Practice (training pictures)'],
  inCheck: ['小考（验证图片）', 'Check (validation pictures)'],
  correctHelp: [
    '两边都往上走最好。练习高、小考低：模型在背题。',
    'Best when both go up. High in practice, low in the check: the model learns by heart.',
  ],
  learnsByHeart: [
    '练习比小考多对 {n}%：模型在背题。多加些图片，或者少练几轮。',
    'Practice is {n}% better than the check: the model learns by heart. Add pictures, or train fewer epochs.',
  ],
  practiceHarder: [
    '小考不比练习差，很好。练习的图片会随机变样，所以更难。',
    'The check is as good as practice: fine. Practice is harder, because its pictures are changed at random.',
  ],
  lossHelp: [
    '损失越小越好。小考的损失往回涨：训练得太久了。',
    'The smaller the loss, the better. When it rises again in the check, the training is too long.',
  ],
  lossTurned: [
    '小考的损失从第 {n} 轮起往回涨：练到那里就够了。',
    'The loss in the check rises again after epoch {n}: that many epochs are enough.',
  ],
  findingHelp: [
    '越高越好。mAP50 看找没找到，mAP 还看框得准不准。',
    'The higher the better. mAP50 tells whether things are found, mAP also how well the boxes fit.',
  ],
  nothingFoundYet: [
    '开头几轮是 0 很正常：先学会东西长什么样，才找得到。再多练几轮。',
    'Zero in the first epochs is normal: it must learn how things look before it finds any. Train more epochs.',
  ],
  findsAll: [
    '几乎全找到了。mAP 低一些很正常：框要一点不差，才是 100%。',
    'Nearly all is found. A lower mAP is normal: only boxes that fit without any gap reach 100%.',
  ],
  findsMoreAndMore: ['还在往上走：再多练几轮，会找得更准。', 'It still goes up: with more epochs it will find more.'],
  framesLoosely: [
    '东西找得到，框还不够贴。多练几轮，框会更准。',
    'It finds things, but its boxes are loose. With more epochs they fit better.',
  ],
  findsNoMore: [
    '第 {n} 轮最好，后来没有再进步：练到那里就够了。',
    'Best in epoch {n}, and not better since: that many epochs are enough.',
  ],
  lossPartsHelp: [
    '损失是几份加起来的：认名字、画框，有时还有描轮廓。都往下走就对了。',
    'The loss has parts: naming, drawing boxes, sometimes outlines. All should go down.',
  ],
  noSuchCurve: ['这里没有记录', 'Nothing recorded here'],
  curveSoon: ['练完第 1 轮就会画出来', 'Drawn after the first epoch'],
  settings: ['用的参数', 'Settings'],
  whatDiffers: ['哪里不一样', 'What differs'],
  nothingDiffers: ['参数和数据都一样', 'Settings and data are the same'],
  sameSettings: ['还有 {n} 项一样', '{n} more is the same|{n} more are the same'],
  differs: ['不一样', 'differs'],
  changed: ['{name} {a} → {b}', '{name} {a} → {b}'],
  changedMore: ['还改了 {n} 处', '{n} more change|{n} more changes'],
  runText: ['这次说了什么', 'What it said'],
  pModel: ['模型', 'Model'],
  pWeights: ['从哪里学起', 'Learns on from'],
  pPictures: ['图片', 'Pictures'],
  pData: ['数据集', 'Data set'],
  pClasses: ['类别', 'Classes'],
  pEpochs: ['轮数', 'Epochs'],
  pLr: ['学习率', 'Learning rate'],
  pBatch: ['一次看几张', 'Pictures at a time'],
  pOptimizer: ['优化器', 'Optimizer'],
  pDecay: ['权重衰减', 'Weight decay'],
  pSmoothing: ['标签平滑', 'Label smoothing'],
  pSeed: ['随机种子', 'Seed'],
  pDevice: ['设备', 'Device'],
  pSize: ['图片边长', 'Picture size'],
  pClassWeights: ['类别轻重', 'Weight of classes'],
  pEarly: ['几轮不进步就停', 'Ends after epochs without progress'],
  pValidate: ['每轮小考', 'Check each epoch'],
  pMinutes: ['最多几分钟', 'Minutes at most'],
  pPretrained: ['用学过的权重', 'Pretrained weights'],
  pCheckpoint: ['接着哪个文件学', 'Goes on from the file'],
  pClip: ['每步最多改多少（梯度裁剪）', 'Largest step (gradient clipping)'],
  pBackboneLr: ['学过的部分的学习率（倍数）', 'Learning rate of the pretrained body (times)'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
