/** Words of the pictures that the model is unsure of. */

import { type Catalog, registerTexts } from '../../../../../lib/texts';

const TEXTS = {
  unsureWhat: ['这张它拿不准，是什么？', 'It was unsure of this one. What is it?'],
  unsureMore: ['还有 {n} 张', '{n} more wait|{n} more wait'],
  unsurePicture: ['拿不准的照片', 'A picture that it was unsure of'],
  unsureDiscard: ['扔掉', 'Throw away'],
  unsureKeep: ['把拿不准的收下来，等会儿告诉它', 'Keep what it is unsure of, to tell it later'],
  unsureConsent: [
    '每秒最多一张，最多 {n} 张，只存在这台电脑上。会拍到别人，先问他同不同意。',
    'One a second, {n} at most, on this computer alone. Ask whoever comes into the picture.',
  ],
  unsureFull: ['已经有 {n} 张在等了，先告诉它是什么。', '{n} are waiting already. Say what they are first.'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../../lib/texts' {
  interface Sentences extends Texts {}
}
