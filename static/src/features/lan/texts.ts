/** Words of the window that shows how a tablet reaches the studio. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  tabletTitle: ['在平板或别的电脑上用', 'Use on a tablet or another computer'],
  tabletScan: [
    '用平板的相机扫这个码，或者输入下面的地址。平板要和这台电脑在同一个网络里。',
    'Point the camera of the tablet at this code, or type the address below. Tablet and computer must be in the same network.',
  ],
  tabletAddress: ['地址', 'Address'],
  tabletOther: ['别的地址', 'Other addresses'],
  tabletCode: ['地址的二维码', 'The address as a QR code'],
  tabletWarning: [
    '平板会提醒这个网站可能不安全，因为证书是这台电脑自己做的。它显示的指纹和这里一样，就可以继续。',
    'The tablet will warn of this site, because this computer made the certificate itself. Go on when it shows this same fingerprint.',
  ],
  tabletPrint: ['指纹（SHA-256）', 'Fingerprint (SHA-256)'],
  tabletSame: [
    '谁有这个地址，谁就能打开、改动和运行所有项目；程序还能读取和改动这个账户的其他文件。',
    'Whoever has this address can open, change and run every project; a program can read and change this account’s other files as well.',
  ],
  tabletNone: [
    '这台电脑现在没有连上网络。连上以后再打开这里。',
    'This computer is in no network now. Connect it, then open this again.',
  ],
  tabletDevices: ['进来的设备', 'Devices that came in'],
  tabletNobody: ['还没有设备进来。', 'No device has come in yet.'],
  tabletUnknown: ['设备', 'A device'],
  tabletSince: ['{browser}，{time} 进来，{address}', '{browser}, since {time}, {address}'],
  deviceNumber: ['平板 {n}', 'Tablet {n}'],
  deviceIs: ['这台是“{name}”', 'This is “{name}”'],
  deviceRename: ['给这台设备起个名字', 'Give this device a name'],
  deviceName: ['设备的名字', 'Name of the device'],
  tabletSendAway: ['让它离开', 'Send away'],
  tabletSendAwayHelp: [
    '让一台设备离开，地址和二维码就会换成新的，它不能用旧的再进来；别的设备照常用。',
    'When a device is sent away, address and code change, so that it does not come back by the old ones. The others stay.',
  ],
  tabletLetIn: ['让同一个网络里的设备进来', 'Let devices in the same network in'],
  tabletClosed: [
    '现在只有这台电脑能打开榫卯。勾上上面的格子，就会出现地址和二维码；去掉勾或退出榫卯，别的设备就进不来了。',
    'Only this computer can open Sunmao now. Tick the box for the address and its QR code. Clear it, or end Sunmao, and no other device gets in.',
  ],
  tabletShut: ['只有那台电脑能打开榫卯了。', 'Only that computer can open Sunmao now.'],
  tabletWait: ['正在看这台电脑的地址…', 'Looking for the addresses of this computer…'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
