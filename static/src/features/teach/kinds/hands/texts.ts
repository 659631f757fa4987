/** Words of teaching with the points of hands, bodies and faces. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  handsSet_hand: ['我的手势', 'my-gestures'],
  handsSet_body: ['我的动作', 'my-moves'],
  handsSet_face: ['我的表情', 'my-faces'],
  handsWhat: ['看什么', 'What it looks at'],
  handsWhat_hand: ['手', 'Hand'],
  handsWhat_body: ['全身', 'Body'],
  handsWhat_face: ['脸', 'Face'],
  handsStep1: ['给每一类做动作', 'Show each gesture'],
  handsStep2: ['训练和大考', 'Train and test'],
  handsCount: ['{n} 次', '{n} time|{n} times'],
  handsTotal: ['{classes}，{n} 次', '{n} time in {classes}|{n} times in {classes}'],
  handsHold: ['按住连录', 'Hold to record'],
  handsNone: ['还没有动作', 'Nothing recorded yet'],
  handsFiles: ['文件', 'Files'],
  handsFilesOf: ['“{name}”的图片文件', 'Files of {name}'],
  handsTile: ['“{name}” {n}', '{name} {n}'],
  handsRemove: ['拿掉这一次', 'Take this one out'],
  handsRemoved: ['拿掉了一次', 'One is out'],
  handsMistakes: ['看看错在哪', 'See what went wrong'],
  handsMistake: ['做的是“{a}”，它说“{b}”', '{a} was shown, it said {b}'],
  handsEmpty: ['清空动作，重新录', 'Record it anew'],
  handsEmptied: ['“{name}”的动作清空了', 'What was recorded of {name} is out'],
  handsEnough: ['动作够不够', 'Is it enough'],
  handsOf: ['{n} / {m} 次', '{n} of {m}'],
  handsFew: ['录够了就能训练', 'You can train when there are enough'],
  handsFirst: [
    '每一类先录 5 次，就能训练。按住 3 秒，大约 15 次；手转一转。',
    'Record 5 of each class, then you can train. Holding for 3 seconds gives about 15; turn the hand.',
  ],
  handsNow: [
    '现在就能训练。每一类再录 {n} 次，会认得更准。',
    'You can train now. With {n} more of each class it does better.',
  ],
  handsHowText: [
    '先找到点，把位置和大小拉成一样，再学怎么按点的位置分清你的几类。',
    'It finds the points, makes place and size alike, and learns to tell your classes apart by where the points are.',
  ],
  handsStale: ['有新录的动作，还没学', 'There are new ones, not learned yet'],
  handsCheckWhy: [
    '都是你做的，做得也差不多。换个人才知道准不准。',
    'All your own, much alike. Somebody else’s is the real test.',
  ],
  handsTest: ['大考：让同学来做', 'Test: ask a classmate'],
  handsTestText: ['让同学来做，一类一类做。', 'A classmate shows one class after the other.'],
  handsTestGo: ['每类做 5 次新的', '5 new ones of each'],
  handsTestAbout: ['大约 20 秒', 'About 20 seconds'],
  handsTurn: ['让同学做“{name}”', 'A classmate shows {name}'],
  handsTurnTaken: ['录了 {n} / {m} 次', '{n} of {m} recorded'],
  handsTestAgain: ['再大考一次', 'Test again'],
  handsPoints_hand: [
    '21 个点。不看背景，也不看衣服；照片不保存。',
    '21 points. Not the background, not the clothes; no photo is kept.',
  ],
  handsPoints_body: [
    '33 个点。不看背景，也不看衣服；照片不保存。',
    '33 points. Not the background, not the clothes; no photo is kept.',
  ],
  handsPoints_face: ['468 个点。不看背景；照片不保存。', '468 points. Not the background; no photo is kept.'],
  handsAll: ['它只看到这些', 'All it sees'],
  handsNone_hand: ['没看到手', 'No hand'],
  handsNone_body: ['没看到人', 'Nobody'],
  handsNone_face: ['没看到脸', 'No face'],
  handsPut_hand: ['把手放进方框里', 'Put your hand in the frame'],
  handsPut_body: ['站到方框里，全身都露出来', 'Stand in the frame, all of you'],
  handsPut_face: ['把脸放进方框里', 'Put your face in the frame'],
  handsHint_hand: ['整只手都露出来；离远一点，亮一点。', 'Show the whole hand; farther away, more light.'],
  handsHint_body: ['从头到脚都露出来；离远一点，亮一点。', 'From head to feet; farther away, more light.'],
  handsHint_face: ['正对着摄像头，亮一点。', 'Look at the camera; more light.'],
  handsNotTaken: ['{why}，没存。', '{why}: nothing was kept.'],
  handsRate: ['每秒 {n} 次', '{n} a second'],
  handsSides: ['左手右手算两种', 'Left and right are different'],
  handsMore: ['手的设置', 'About hands'],
  handsOpenText: ['按住左边的按钮，摄像头就打开。', 'Hold a button on the left and the camera opens.'],
  handsMini_data: ['{n} 类动作', '{n} gesture|{n} gestures'],
  handsMini_data_none: ['每一类的动作', 'Gestures of classes'],
  handsMini_model: ['动作模型', 'Posture model'],
  handsMini_train: ['训练', 'Train'],
  handsMini_test: ['大考', 'Test'],
  handsMini_watch: ['对着摄像头认', 'Recognize live'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
