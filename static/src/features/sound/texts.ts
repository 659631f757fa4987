/** Words of what is heard: sounds of programs, the microphone of the page. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  mute: ['静音', 'Mute'],
  unmute: ['打开声音', 'Sound on'],
  soundBlocked: ['浏览器要你先点一下页面，才放声音。', 'The browser plays sounds only after a click on the page.'],
  hear: ['放出声音', 'Play the sounds'],
  noVoiceHere: [
    '这个浏览器没有会说这种语言的声音，文字在“结果”里。',
    'This browser has no voice for this language. The text is in the results.',
  ],
  soundFailed: ['这个声音浏览器放不出来：{name}', 'The browser cannot play this sound: {name}'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
