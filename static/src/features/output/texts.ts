/** Words of the results and the questions of a program. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  // Results
  results: ['结果', 'Results'],
  all: ['全部', 'All'],
  tables: ['表格', 'Tables'],
  board: ['板子', 'Board'],
  clear: ['清空结果', 'Clear the results'],
  nothing: ['还没有结果', 'Nothing here yet'],
  nothingText: [
    '点右上角的绿色“运行”，文字、图片和曲线会出现在这里。',
    'Press the green Run at the top right. Text, pictures and curves will appear here.',
  ],
  noCurves: ['没有曲线。训练模型时会画在这里。', 'No curves. Training a model draws them here.'],
  noPictures: ['没有图片', 'No pictures'],
  newLines: ['{n} 行新文字', '{n} new line|{n} new lines'],
  folded: ['…折起来 {n} 行', '…{n} line folded|…{n} lines folded'],
  trainAccuracy: ['练习答对', 'In practice'],
  valLoss: ['小考损失', 'Check loss'],
  finding: ['找得准', 'Finding'],
  boxFit: ['框得准', 'Box fit'],
  map50Help: [
    '找得准（mAP50）：框和真的东西重叠一半以上，就算找到。找得全、错得少，就接近 100%。',
    'Finding (mAP50): a thing counts as found when box and thing overlap by half. Few misses and few mistakes bring it near 100%.',
  ],
  mapHelp: [
    '框得准（mAP）：要求框越来越准，再取平均，所以总比 mAP50 低。',
    'Box fit (mAP): the mean while boxes must fit better and better, so it is always below mAP50.',
  ],
  curveOf: ['曲线：{names}', 'Curves: {names}'],
  step: ['步', 'Step'],
  picturesDone: ['第 {n} / {m} 张图片', 'Picture {n} of {m}'],
  filesDone: ['第 {n} / {m} 个文件', 'File {n} of {m}'],
  stepsDone: ['第 {n} / {m} 步', 'Step {n} of {m}'],
  taskEmbed: ['看图片', 'Looking at pictures'],
  taskEvaluate: ['大考', 'Testing'],
  taskFetch: ['下载权重', 'Fetching weights'],
  megabytesDone: ['{n} / {m} MB', '{n} of {m} MB'],
  taskInference: ['认图片', 'Looking'],
  taskConvert: ['转换', 'Converting'],
  taskData: ['准备图片', 'Preparing pictures'],
  left: ['还要约 {n} 秒', 'about {n} s left'],
  leftMinutes: ['还要约 {n} 分钟', 'about {n} min left'],
  trained: ['训练好了：{m} 道题答对 {n} 道', 'Trained: {n} of {m} correct'],
  trainedFinding: ['训练好了：{m} 个东西找对 {n} 个', 'Trained: {n} of {m} things found'],
  checkedFinding: ['小考：{m} 个东西找对 {n} 个', 'Check: {n} of {m} things found'],
  checked: ['小考：{m} 道题答对 {n} 道', 'Check: {n} of {m} correct'],
  testedFinding: ['大考：{m} 个东西找对 {n} 个', 'Test: {n} of {m} things found'],
  tested: ['大考：{m} 道题答对 {n} 道', 'Test: {n} of {m} correct'],
  spoken: ['{epoch}，答对 {n}', '{epoch}, {n} correct'],
  spokenFinding: ['{epoch}，mAP50 {n}', '{epoch}, mAP50 {n}'],
  mistakes: ['看错题', 'See the mistakes'],
  onlyMistakes: ['只看答错的', 'Only the wrong ones'],
  doneIn: ['完成，用了 {t}', 'Finished in {t}'],
  nextHello: ['下一步：改一块积木，再运行', 'Next: change a block and run again'],
  nextDrag: ['下一步：把一块积木拖到“程序开始时”下面', 'Next: drag a block below “when the program starts”'],
  nextMistakes: ['下一步：看看哪些对、哪些错', 'Next: see which are right and which are wrong'],
  nextModel: ['下一步：用这个模型认新图片', 'Next: let the model look at new pictures'],
  cleared: ['结果收起来了', 'The results are put away'],
  seconds: ['{n} 秒', '{n} s'],
  minutesShort: ['{n} 分钟', '{n} min'],
  bestKept: ['留下了最好的模型：第 {n} 轮', 'Best model kept: epoch {n}'],
  fileModel: ['模型存好了', 'Model saved'],
  // What the library calls its own pictures, word for word (sunmao/texts/labels.py).
  mistakeKinds: ['错误种类', 'kinds of mistakes'],
  confusionMatrix: ['混淆矩阵', 'confusion matrix'],
  truthDown: ['竖排：真正的标签；横排：模型的回答', "down: the true label · across: the model's answer"],
  // Questions
  yourAnswer: ['你的回答', 'Your answer'],
  send: ['回答', 'Answer'],
  pad: ['画板：用鼠标或手指画', 'Board: draw with mouse or finger'],
  padHint: ['在黑板上画，画大一点', 'Draw on the board, and draw it big'],
  wipe: ['擦掉', 'Wipe'],
  thisPicture: ['就用这张', 'Use this'],
  chooseFile: ['选文件', 'From a file'],
  morePictures: ['还有 {n} 张，看全部', '{n} more picture. See all|{n} more pictures. See all'],
  deviceWait: ['等它回来，自己接着走', 'It goes on by itself'],
  deviceEnd: ['在这里结束', 'End here'],
  answeredElsewhere: ['这个问题已经有回答了', 'This question has its answer already'],
  // Others
  code: ['Python 程序', 'Python program'],
  copy: ['复制程序', 'Copy the program'],
  copied: ['程序复制好了', 'The program is copied'],
  export: ['导出', 'Export'],
  codeEmpty: ['拖一块积木，这里就会出现 Python', 'Drag a block and its Python appears here'],
  blankLine: ['第 {n} 行，空行', 'Line {n}, blank'],
  codeHelp: ['点一行，找到它的积木', 'Choose a line to find its block'],
  splitter: ['程序和结果之间的分隔条', 'Divider between program and results'],
  sheetUp: ['拉高', 'Taller'],
  sheetDown: ['收起', 'Lower'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
