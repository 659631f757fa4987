/** What is looked for and no block does: what is not there yet, or is done elsewhere on the page. */

import type { Way } from '../contract';
import type { say } from '../texts';

export interface Wish {
  /** Chinese is found anywhere in what was written, English as whole words. */
  words: readonly string[];
  /** The sentence; each line of it is one in the drawer. */
  said: Parameters<typeof say>[0];
  /** The search word of blocks that do something like it. */
  instead?: string;
  /** Nothing else that has the word does it. */
  alone?: boolean;
  ways?: readonly Way[];
}

const WISHES: readonly Wish[] = [
  {
    words: [
      ...['说话', '讲话', '说出', '朗读', '念出', '读出', '语音', '播报', '配音'],
      ...['speak', 'speaks', 'speaking', 'speech', 'talk', 'talks', 'talking', 'voice', 'say', 'says', 'tts'],
      ...['read aloud', 'read out', 'out loud'],
    ],
    said: 'wish_speech',
    instead: '说话',
    alone: true,
  },
  {
    words: [
      ...['变小', '缩小', '压缩', '太大', '小一点', '更小'],
      ...['small', 'smaller', 'shrink', 'compress', 'compression', 'too big', 'too large'],
    ],
    said: 'wish_smaller',
    instead: '变小',
    ways: ['models'],
  },
  {
    words: [
      ...[
        '分享',
        '奶奶',
        '爷爷',
        '妈妈',
        '爸爸',
        '朋友',
        '同学',
        '别人',
        '给人看',
        '发给',
        '发送',
        '手机',
        '平板',
        '网页',
      ],
      ...[
        'share',
        'sharing',
        'grandma',
        'grandmother',
        'grandpa',
        'mom',
        'mum',
        'dad',
        'friend',
        'friends',
        'show it to',
      ],
      ...['send', 'phone', 'tablet', 'publish', 'website', 'web page'],
    ],
    said: 'wish_share',
    ways: ['tablet', 'export'],
  },
  {
    words: ['micro:bit', 'microbit', 'pico', 'esp32', '掌控板', '掌控'],
    said: 'wish_board',
    instead: 'board_use',
  },
];

/** The first wish that was written. written: in small letters, one space between words. */
export function findWish(written: string): Wish | undefined {
  const isMeant = (word: string) =>
    /[a-z]/.test(word) ? ` ${written} `.includes(` ${word} `) : written.includes(word);
  return WISHES.find(({ words }) => words.some(isMeant));
}
