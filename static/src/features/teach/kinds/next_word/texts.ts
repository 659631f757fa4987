/** Words of the next-word machine. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  nextVariable: ['接龙机', 'machine'],
  nextName: ['我的文字', 'my-text'],
  nextStep1: ['给它一段文字', 'Give it a text'],
  nextStep2: ['它数出了什么', 'What it counted'],
  nextStep3: ['让它一个词一个词接下去', 'Let it go on, word by word'],
  nextWords: ['{n} 个词', '{n} word|{n} words'],
  nextFew: ['{n} / {m} 个词', '{n} of {m} words'],
  nextNoText: ['还没有文字', 'No text yet'],
  nextNoTextHint: ['粘贴一个故事、一首歌，或者拿一段现成的。', 'Paste a story or a song, or take a sample.'],
  nextMixed: ['再放一段，两段就混在一起。', 'Another text is mixed with the first.'],
  nextMixedCut: [
    '再放一段，两段就混在一起。词切得不对？选中几个字，自己连、自己切。',
    'Another text is mixed with the first. A Chinese word cut badly? Select its characters.',
  ],
  nextSelected: ['“{w}”', '“{w}”'],
  nextJoin: ['连成一个词', 'Make it one word'],
  nextCut: ['一个字一个字切开', 'Cut it apart'],
  nextPaste: ['粘贴', 'Paste'],
  nextPasteTitle: ['粘贴一段文字', 'Paste a text'],
  nextPasteGo: ['放进去', 'Add it'],
  nextFile: ['文件', 'File'],
  nextSamples: ['现成的', 'Samples'],
  nextSample_tang_poems: ['唐诗', 'Tang poems (Chinese)'],
  nextSample_little_stories_zh: ['小故事', 'Little stories (Chinese)'],
  nextSample_fables_en: ['英文寓言', 'Fables'],
  nextTextName: ['第 {n} 段', 'Text {n}'],
  nextRemove: ['拿走这一段', 'Take this text away'],
  nextOrder: ['往前看几个词', 'Look back'],
  nextOrder_1: ['1 个词', '1 word'],
  nextOrder_2: ['2 个词', '2 words'],
  nextOrder_3: ['3 个词', '3 words'],
  nextOrderWhy: ['看得越多，越通顺，也越像照抄。', 'More words back: smoother, and more of a copy.'],
  nextCounted: ['数好了', 'Counted'],
  nextCounting: ['正在数…', 'Counting…'],
  nextDifferent: [
    '{n} 个不一样的词和标点。谁跟在谁后面：数的就是这个。',
    '{n} different words and marks. Who follows whom: nothing else is counted.',
  ],
  nextAfter: ['“{w}”的后面', 'After “{w}”'],
  nextBegins: ['一句话的开头', 'A sentence begins with'],
  nextTimes: ['{n} 次', '{n}×'],
  nextInAll: ['一共 {n} 次', '{n} time in all|{n} times in all'],
  nextNoneAfter: ['后面没有见过的词了。', 'No word was seen after this.'],
  nextBold: ['胆子', 'How bold'],
  nextBoldLow: ['总选最多的', 'always the most frequent'],
  nextBoldHigh: ['谁都可能', 'anything'],
  nextRoll: ['掷骰子，接一个词', 'Roll for the next word'],
  nextRoll20: ['接 20 个词', '20 words'],
  nextAgain: ['重新开始', 'Begin anew'],
  nextEmptyText: ['按下面的按钮，它掷一次骰子，接一个词。', 'Press the button below: it rolls a die for a word.'],
  nextAsk: ['“{w}”，为什么是它？', '{w}: why this word?'],
  nextWhy: ['为什么是“{w}”？', 'Why “{w}”?'],
  nextWhyCounts: ['在你的文字里，“{b}”的后面：{list}。一共 {n} 次。', 'In your text, after “{b}”: {list}. {n} in all.'],
  nextWhyBegins: [
    '在你的文字里，句子的开头：{list}。一共 {n} 次。',
    'In your text, sentences begin with {list}. {n} in all.',
  ],
  nextWhyItem: ['{w} {n} 次', '{w} {n}×'],
  nextWhyOthers: ['别的 {n} 次', 'others {n}×'],
  nextComma: ['，', ', '],
  nextDie: ['骰子落在“{w}”这一格。', 'The die fell on “{w}”.'],
  nextMost: ['胆子在最左边：总选最多的。', 'Not bold at all: always the most frequent.'],
  nextCopied: ['和原文一样的', 'The same as the text'],
  nextCopiedWords: ['最长连着 {n} 个词', '{n} word in a row at most|{n} words in a row at most'],
  nextOnlyCounts: [
    '它不懂“{x}”是什么，它只会数，所以能写出没人写过的句子。',
    'Whatever “{x}” may be, it only counts; so it writes sentences that nobody wrote.',
  ],
  nextTooFew: ['再放一点文字：至少 {n} 个词。', 'A little more text: at least {n} words.'],
  nextGrown: [
    '积木比这里显示的多，照样能用。这里改不了文字和往前看的词数。',
    'The blocks do more than this page shows. It still works; the texts are changed in the blocks.',
  ],
  nextMini_text: ['一段文字', 'A text'],
  nextMini_machine: ['接龙机', 'Next-word model'],
  nextMini_count: ['数一数', 'Count'],
  nextMini_write: ['接 20 个词', '20 words'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
