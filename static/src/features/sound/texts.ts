/** Words of what is heard: sounds of programs, the microphone of the page. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  soundOff: ['不出声', 'Mute'],
  soundOn: ['出声', 'Let it sound'],
  soundBlocked: ['浏览器要你先点一下页面，才放声音。', 'The browser plays sounds only after a click on the page.'],
  hear: ['放出声音', 'Play the sounds'],
  noVoiceHere: [
    '这个浏览器没有会说这种语言的声音，文字在“结果”里。',
    'This browser has no voice for this language. The text is in the results.',
  ],
  soundFailed: ['这个声音浏览器放不出来：{name}', 'The browser cannot play this sound: {name}'],
  microphoneOn: ['程序正在用话筒听。', 'The program listens to the microphone.'],
  microphoneAsking: [
    '榫卯要用话筒。浏览器问你的时候，选“允许”。',
    'Sunmao needs the microphone. Choose Allow when the browser asks.',
  ],
  microphoneDenied: [
    '浏览器不让用话筒。点地址栏左边的图标，改成“允许”。',
    'The browser blocks the microphone. Press the icon left of the address and choose Allow.',
  ],
  microphoneMissing: ['没有找到话筒。插上一个，就接着走。', 'No microphone is there. Plug one in to go on.'],
  microphoneTaken: [
    '别的程序正在用话筒。关掉那个程序，再试一次。',
    'Another program is using the microphone. Close that program and try again.',
  ],
  microphoneUnsafe: [
    '这个网址不能用话筒。换成“更多 → 在平板上用”里的 https 网址。',
    'No microphone at this address. Open the https address from More, Use on a tablet.',
  ],
  microphoneSilent: [
    '话筒没有声音传来。看看它的开关，再试一次。',
    'Nothing comes from the microphone. Look at its switch and try again.',
  ],
  microphoneOdd: [
    '话筒打不开。拔下再插上，或者换一个。',
    'The microphone does not start. Unplug it and plug it in again, or take another.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
