/** Words of teaching by movement. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  motionSet: ['我的挥动', 'my-moves-felt'],
  motionFirst_still: ['静止', 'Still'],
  motionFirst_wave: ['挥手', 'Wave'],
  motionFirst_circle: ['画圈', 'Circle'],
  motionSource: ['用什么量', 'Which sensor'],
  motionSource_phone: ['手机', 'Phone'],
  motionSource_simulated: ['屏幕上', 'On screen'],
  motionStep1: ['给每一类做动作', 'Do each movement'],
  motionStep2: ['训练和大考', 'Train and test'],
  motionCount: ['{n} 次', '{n} time|{n} times'],
  motionRecord: ['录 2 秒', 'Record 2 s'],
  motionMore: ['松开就停', 'Let go to stop'],
  motionIn: ['{n}…', '{n}…'],
  motionNow: ['动起来', 'Move now'],
  motionHold: ['按一下录一次，按住就一次接一次。', 'One press records once; hold it for one after the other.'],
  motionNone: ['还没有动作', 'Nothing recorded yet'],
  motionFiles: ['文件', 'Files'],
  motionFilesOf: ['“{name}”的动作文件', 'Files of {name}'],
  motionFileUnit: [
    '“{file}”没写单位，按 {unit} 读的。不对的话，把第一行的 x 写成 x (g)。',
    '{file} names no unit and was read in {unit}. If that is wrong, write x (g) for x in its first line.',
  ],
  motionTile: ['“{name}” {n}，{axis}动了 {swings} 下', '{name} {n}, {axis}, {swings} swings'],
  motionTileStill: ['“{name}” {n}，没有动', '{name} {n}, no movement'],
  motionRemove: ['拿掉这一次', 'Take this one out'],
  motionRemoved: ['拿掉了一次', 'One is out'],
  motionEmpty: ['清空动作，重新录', 'Record it anew'],
  motionEmptied: ['“{name}”的动作清空了', 'What was recorded of {name} is out'],
  motionEnough: ['动作够不够', 'Is it enough'],
  motionOf: ['{n} / {m} 次', '{n} of {m}'],
  motionFew: ['录够了就能训练', 'You can train when there are enough'],
  motionFirst: [
    '每一类先录 5 次，就能训练。快一点、慢一点都录。',
    'Record 5 of each class, then you can train. Make them fast and slow.',
  ],
  motionNowMore: [
    '现在就能训练。每一类再录 {n} 次，会认得更准。',
    'You can train now. With {n} more of each class it does better.',
  ],
  motionHowText: [
    '它看三条曲线的形状：哪个方向动，动几下。快慢轻重不算。',
    'It looks at the shape of the three curves: which way it moves, and how often. Fast or hard does not count.',
  ],
  motionStale: ['有新录的动作，还没学', 'There are new ones, not learned yet'],
  motionCheckWhy: [
    '都是你做的，做得也差不多。换个人才知道准不准。',
    'All your own, much alike. Somebody else’s is the real test.',
  ],
  motionTest: ['大考：换个同学来做', 'Test: a classmate moves'],
  motionTestText: ['让同学拿着做，一类一类做。', 'A classmate makes one class after the other.'],
  motionTestGo: ['每类做 5 次新的', '5 new ones of each'],
  motionTestAgain: ['再大考一次', 'Test again'],
  motionTurn: ['让同学做“{name}”', 'A classmate makes {name}'],
  motionTurnTaken: ['录了 {n} / {m} 次', '{n} of {m} recorded'],
  motionMistakes: ['看看错在哪', 'See what went wrong'],
  motionMistake: ['做的是“{a}”，它说“{b}”', '{a} was made, it said {b}'],
  motionWindow: ['它看的 2 秒', '2 s it looks at'],
  motionCurves: [
    '左右、前后、上下三条曲线，最近 8 秒',
    'Three curves of the last 8 seconds: left–right, front–back, up–down',
  ],
  motionTilt: ['斜一斜：拖动，或者用方向键。双击放平。', 'Tilt it: drag, or use the arrow keys. Double click: flat.'],
  motionShake: ['摇一摇', 'Shake'],
  motionSensorOff: [
    '拿着装榫卯的手机或平板动一动。第一次要点一下“打开传感器”。',
    'Move the phone or tablet that shows this page. Press Start the sensor first.',
  ],
  motionSensorOn: ['打开传感器', 'Start the sensor'],
  motionNotYet: [
    '训练好以后，动一动，它会在这里说是哪个动作。',
    'After training, move it: here it says which movement that was.',
  ],
  motionNothing: ['没有动', 'Nothing moves'],
  motionNoReading: ['传感器没有数传来。看看它开着没有。', 'Nothing comes from the sensor. See whether it is on.'],
  motionMini_data: ['{n} 类动作', '{n} movement|{n} movements'],
  motionMini_data_none: ['每一类的动作', 'Movements of classes'],
  motionMini_model: ['挥动模型', 'Motion model'],
  motionMini_train: ['训练', 'Train'],
  motionMini_test: ['大考', 'Test'],
  motionMini_watch: ['认出就做', 'When it is made'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
