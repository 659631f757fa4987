/** Words of teaching with sentences. */

import { type Catalogue, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  textSet: ['我的句子', 'my-sentences'],
  textPrompt: ['写一句话', 'Write a sentence'],
  textStep1: ['给每一类写句子', 'Write sentences for each class'],
  textStep2: ['训练和大考', 'Train and test'],
  textTotal: ['{classes}，{n} 句', '{n} sentence in {classes}|{n} sentences in {classes}'],
  textCount: ['{n} 句', '{n} sentence|{n} sentences'],
  textNone: ['还没有句子', 'No sentences yet'],
  textAdd: ['再写一句，按回车', 'One more, then Enter'],
  textAddTo: ['给“{name}”写一句', 'A sentence for {name}'],
  textPaste: ['粘贴多句', 'Paste many'],
  textPasteTo: ['给“{name}”粘贴多句', 'Paste sentences for {name}'],
  textPasteHint: ['一行一句。', 'One sentence a line.'],
  textPasteGo: ['放进去', 'Add them'],
  textFile: ['从文件里拿“{name}”的句子', 'Sentences of {name} from a file'],
  textRemove: ['去掉这一句：{name}', 'Remove this one: {name}'],
  textRemoved: ['去掉了一句', 'A sentence is removed'],
  textEmpty: ['清空句子，重新写', 'Take all of its sentences away'],
  textEmptied: ['“{name}”的句子清空了', 'The sentences of {name} are out'],
  textTorn: ['这句话在两类里都有', 'This sentence is in two classes'],
  textMore: ['再看 {n} 句', '{n} more|{n} more'],
  textLeft: ['{n} 句没有放进去', '{n} was not added|{n} were not added'],
  textNoText: ['这个文件里没有句子。', 'There are no sentences in this file.'],
  textNotText: ['“{name}”不是文字文件。', '“{name}” is no text file.'],
  textFileLarge: ['“{name}”太大了：最多 {n} MB。', '“{name}” is too large: at most {n} MB.'],
  textFew: ['写够了就能训练', 'You can train when there are enough'],
  textFirst: [
    '每一类先写 5 句，就能训练。写 20 句，会认得更准。',
    'Write 5 for each class, then you can train. With 20 it recognizes them better.',
  ],
  textNow: [
    '现在就能训练。每一类再写 {n} 句，会认得更准。',
    'You can train now. With {n} more of each class it does better.',
  ],
  textOf: ['{n} / {m} 句', '{n} of {m}'],
  textHowText: [
    '先把每句话变成 512 个数：意思近的句子，数也近。再学怎么用这些数分清你的几类。',
    'Each sentence becomes 512 numbers, alike where the meaning is alike. It learns to tell your classes apart by them.',
  ],
  textEnough: ['句子够不够', 'Are there enough sentences'],
  textStale: ['有新句子，还没学', 'There are new sentences, not learned yet'],
  textCheckWhy: ['这些句子是同一个人写的，说法很像。', 'One person wrote all of these, in much the same words.'],
  textTest: ['大考：让同学写', 'Test: a classmate writes'],
  textTestText: ['让同学来写，不要看你写的句子。', 'A classmate writes them without looking at yours.'],
  textTestGo: ['每类写 5 句新的', '5 new ones of each'],
  textTestTurn: ['让同学写一句：“{name}”', 'A classmate writes one: {name}'],
  textTestCount: ['第 {n} / {m} 句', '{n} of {m}'],
  textTestNext: ['下一句', 'Next'],
  textTestAgain: ['再写一次', 'Write new ones'],
  textMistakes: ['看错题', 'See the mistakes'],
  textMistake: ['应该是“{a}”，它说“{b}”', 'It is {a}; the model says {b}'],
  textAsk: ['写一句话，让它认一认', 'Write a sentence for it'],
  textAskHint: ['边写边认，不用按回车', 'It answers while you type'],
  textAskFirst: ['写一句话，它在这里说出是哪一类。', 'Write a sentence. It says here which class it is.'],
  textWords: ['哪些词最要紧', 'The words that matter'],
  textLegend: ['线越粗，越像“{c}”。点线：没见过的词。', 'Thicker line: more like {c}. Dotted: a word it never saw.'],
  textClaim: ['点一下“{w}”把它去掉：把握从 {a} 掉到 {b}。', 'Click “{w}” to leave it out: {a} falls to {b}.'],
  textStruck: ['去掉“{w}”：“{c}”的把握从 {a} 变成 {b}。', 'Without “{w}”: {c} goes from {a} to {b}.'],
  textStrike: ['去掉“{w}”，再问一次', 'Leave out “{w}” and ask again'],
  textCutHint: ['词切错了？按住一个词，连起来或者切开。', 'Cut wrongly? Hold a word down to join it or cut it apart.'],
  textCutsOf: ['“{w}”怎么切', 'How “{w}” is cut'],
  textJoin: ['连成“{w}”', 'Make “{w}” one word'],
  textCut: ['把“{w}”一个字一个字切开', 'Cut “{w}” apart'],
  textNoneMatter: ['去掉哪个词，把握都差不多。', 'Whichever word is left out, the confidence hardly changes.'],
  textAllStruck: ['词都去掉了，没有可认的。', 'Every word is left out: nothing is there to recognize.'],
  textMini_data: ['{n} 类句子', 'Sentences of {n} class|Sentences of {n} classes'],
  textMini_data_none: ['每一类的句子', 'Sentences of classes'],
  textMini_words: ['文字模型', 'Text model'],
  textMini_train: ['训练', 'Train'],
  textMini_test: ['大考', 'Test'],
  textMini_ask: ['问一句，认一认', 'Ask a sentence'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
