/** Words of cameras and moving pictures. */

import { type Catalog, registerTexts } from '../../lib/texts';

const TEXTS = {
  videos: ['视频', 'Video'],
  cameraSimulated: ['模拟摄像头', 'Simulated camera'],
  cameraUseSimulated: ['用模拟摄像头', 'Use the simulated camera'],
  cameraUseReal: ['换回真的摄像头', 'Use a real camera'],
  cameraSimulatedShows: [
    '模拟摄像头里，有人轮流举着手写的数字 0 到 9。',
    'The simulated camera shows the digits 0 to 9 in handwriting, one after the other.',
  ],
  pushSimulated: ['程序看到的是模拟摄像头。', 'The program looks at the simulated camera.'],
  cameraOfPage: ['浏览器的摄像头', "The browser's camera"],
  pushAsking: [
    '榫卯要用摄像头。浏览器问你的时候，选“允许”。',
    'Sunmao needs the camera. Choose Allow when the browser asks.',
  ],
  pushAllow: ['重新允许摄像头。', 'Allow the camera again.'],
  pushMissing: ['没有找到摄像头。插上一个，就接着走。', 'No camera is there. Plug one in to go on.'],
  pushUnsafe: [
    '这个网址不能用摄像头。换成“更多 → 在平板上用”里的 https 网址。',
    'No camera at this address. Open the https address from More, Use on a tablet.',
  ],
  pushNothing: [
    '摄像头没有画面。看看镜头盖和开关。',
    'No picture comes. Look at the lens cover and the switch of the camera.',
  ],
  repairChromium: ['点网址左边的小图标，打开“摄像头”。', 'Choose the sign left of the address and switch Camera on.'],
  repairFirefox: [
    '点网址左边的摄像头图标，去掉“已阻止”。',
    'Choose the camera sign left of the address and take Blocked away.',
  ],
  repairSafari: [
    '在菜单“Safari → 此网站的设置”里，允许摄像头。',
    'In the menu Safari, Settings for This Website, allow the camera.',
  ],
  repairTablet: [
    '点网址栏里的页面菜单，在“网站设置”里允许摄像头。',
    'Open the page menu in the address bar and allow the camera in Website Settings.',
  ],
  repairMac: [
    '在“系统设置 → 隐私与安全性 → 摄像头”里，打开这个浏览器。',
    'Switch this browser on in System Settings, Privacy & Security, Camera.',
  ],
  repairWindows: [
    '在“设置 → 隐私和安全性 → 摄像头”里，打开桌面应用。',
    'Switch desktop apps on in Settings, Privacy & security, Camera.',
  ],
  repairSystem: [
    '在这台电脑的设置里，让浏览器用摄像头。',
    'Let the browser use the camera in the settings of this computer.',
  ],
  repairOther: [
    '在浏览器的设置里，允许这个页面用摄像头。',
    'Allow the camera for this page in the settings of the browser.',
  ],
  cameraWait: ['正在打开摄像头…', 'Switching the camera on…'],
  cameraWhich: ['用哪个摄像头', 'Which camera'],
  cameraNumber: ['摄像头 {n}', 'Camera {n}'],
  cameraView: ['摄像头画面', 'Camera view'],
  mirror: ['左右相反', 'Mirrored'],
  cameraDenied: [
    '浏览器没有用摄像头的权限。点网址旁边的小图标，允许摄像头，再试一次。',
    'The browser may not use the camera. Choose the small sign beside the address, allow the camera and try again.',
  ],
  cameraMissing: [
    '没有找到摄像头。插上一个再试，或者用图片。',
    'No camera was found. Plug one in and try again, or use a picture.',
  ],
  cameraTaken: [
    '别的程序正在用摄像头。关掉那个程序，再试一次。',
    'Another program is using the camera. Close that program and try again.',
  ],
  cameraUnsafe: [
    '这个网址不能用摄像头。在运行榫卯的这台电脑上打开它。',
    'The camera works only when this page is opened on the computer that runs Sunmao.',
  ],
  cameraOdd: [
    '摄像头打不开。拔下再插上，或者换一个。',
    'The camera does not start. Unplug it and plug it in again, or take another.',
  ],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
