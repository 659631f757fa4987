/** What the canvas itself says. Words of blocks come with the vocabulary, words of Blockly with its locale. */

import { fillHoles, type Values } from '../lib/texts';
import type { Language, Text } from '../lib/types';

const TEXTS = {
  find: ['找积木', 'Find'],
  no_block: ['没有这样的积木', 'No block with that word'],
  wish_speech: ['用这块积木说话，\n文字也会显示出来：', 'This block speaks,\nand shows the text as well:'],
  wish_smaller: [
    '让模型变小：用这些积木，\n或者到“模型”里点“把它变小”。',
    'A smaller model: with these blocks,\nor by a button in Models.',
  ],
  wish_share: [
    '在同一个网络里，别人用平板或手机就能看；\n不在一起，就导出成文件发过去。',
    'In the same network others look on a tablet or phone;\nelsewhere, send them the exported file.',
  ],
  wish_board: [
    '这块板子还不能用。\n现在可以用 Arduino 的 Uno、Nano、Mega、Leonardo：',
    'This board is not known yet.\nArduino Uno, Nano, Mega and Leonardo are:',
  ],
  way_models: ['到“模型”里变小', 'Make it smaller in Models'],
  way_tablet: ['在平板上用', 'Use on a tablet'],
  way_export: ['导出 zip', 'Export zip'],
  found_blocks: ['找到 {n} 块积木', 'Blocks found: {n}'],
  more: ['更多', 'More'],
  fewer: ['收起', 'Fewer'],
  more_drawers: ['更多积木', 'More blocks'],
  fewer_drawers: ['收起积木', 'Fewer blocks'],
  next_camera_open: ['先打开摄像头', 'First open the camera'],
  next_data_collect_classes: ['用摄像头拍照片', 'Take pictures with the camera'],
  next_model: ['放一个模型', 'Add a model'],
  next_model_load_dataset: ['让模型读入这些图片', 'Give the model these pictures'],
  next_train: ['训练模型', 'Train the model'],
  next_camera_each: ['看摄像头的每一张图片', 'Look at every picture of the camera'],
  next_result_inference: ['让模型认这张图片', 'Let the model say what it is'],
  next_show_content: ['显示结果', 'Show the result'],
  look_at_problem: ['先看哪里有问题', 'First see what is wrong'],
  between_names: ['、', ', '],
  understood: ['（{n} 类）', '(classes: {n})'],
  find_in_program: ['在程序里找', 'Find in the program'],
  find_previous: ['上一个', 'Previous'],
  find_next: ['下一个', 'Next'],
  not_in_program: ['程序里没有', 'Not in the program'],
  first_block: ['把第一块积木拖到这里', 'Drag the first block here'],
  undo: ['撤销', 'Undo'],
  redo: ['重做', 'Redo'],
  zoom_in: ['放大', 'Zoom in'],
  zoom_out: ['缩小', 'Zoom out'],
  zoom_to_fit: ['看全部积木', 'See all blocks'],
  close: ['关闭', 'Close'],
  technical_cause: ['技术原因', 'Technical cause'],
  not_here: ['{value}（这里没有）', '{value} (not here now)'],
  program_makes: ['程序会做出来', 'the program makes it'],
  count_both: ['往上或往下数到', 'up or down to'],
  count_up: ['往上数到', 'up to'],
  count_down: ['往下数到', 'down to'],
  ask_whole_number: ['问一个整数', 'ask for a whole number with message'],
  python_suite: ['Python：', 'Python:'],
  python_suite_help: [
    '你写的 Python 原样放进程序，每一行下面放积木。',
    'Python as you type it, put into the program exactly so, with blocks below each line.',
  ],
  change_to: ['改成 {name}', 'Change it to {name}'],
  add_flatten: ['在前面加一层展平', 'Add a flatten layer before it'],
  give_value: ['给它一个值', 'Give it a value'],
  use_classifier: ['改用分类模型', 'Use a classifier'],
  use_detector: ['改用检测模型', 'Use a detector'],
  draw_boxes: ['给这些图片画方框', 'Draw boxes in these pictures'],
  write_own: ['自己写', 'Write your own'],
  looking: ['正在看有哪些…', 'Looking what there is…'],
  nothing_to_pick: ['这里还没有，可以自己写', 'Nothing here yet. You can write it'],
  new_dataset: ['新建数据集…', 'New data set…'],
  piano: ['钢琴', 'Piano'],
  rest: ['停一拍', 'Rest'],
  last_away: ['去掉最后一个', 'Take the last away'],
  new_variable: ['新建变量…', 'New variable…'],
  picture_png: ['积木的图片（PNG）', 'Picture of the blocks (PNG)'],
  picture_svg: ['积木的图片（SVG）', 'Picture of the blocks (SVG)'],
  options: ['更多选项', 'More options'],
  add_item: ['加一项', 'Add an item'],
  remove_item: ['减一项', 'Remove an item'],
  add_branch: ['加一个分支', 'Add a branch'],
  remove_branch: ['去掉这个分支', 'Remove this branch'],
  unknown_block: ['未知积木：{type}', 'Unknown block: {type}'],
  unknown_help: ['这个版本没有这块积木，它会原样保存。', 'This version does not have the block. It is saved as it is.'],
  edit_code: ['写 Python', 'Write Python'],
  done: ['好了', 'Done'],
  running_block: ['正在运行', 'Running'],
  paused_block: ['停在这里', 'Paused here'],
  pause_here: ['在这里暂停', 'Pause here'],
  pause_here_no_more: ['不在这里暂停', 'Do not pause here'],
  error_block: ['出错了', 'Error'],
  problem_block: ['有问题：{text}', 'Problem: {text}'],
} satisfies Record<string, [string, string]>;

let language: Language = 'zh';

/** Sets the language in which the canvas speaks from now on. */
export function setLanguage(next: Language): void {
  language = next;
}

/** One of the canvas's own texts, with its `{placeholders}` filled. */
export function say(key: keyof typeof TEXTS, params: Values = {}): string {
  const text = TEXTS[key][language === 'zh' ? 0 : 1];
  return fillHoles(text, params, language);
}

/** The current language's side of a text that came from the server. */
export function pick(text: string | Text | undefined): string {
  if (text === undefined) return '';
  return typeof text === 'string' ? text : text[language];
}
