/** Words of the Devices view, the board on the screen and its parts. */

import { type Catalogue, registerTexts } from '../../lib/texts';

const TEXTS = {
  // The list
  devices: ['这台电脑上的设备', 'Devices of this computer'],
  alwaysThere: ['一直能用', 'Always there'],
  camera: ['摄像头', 'Camera'],
  onPort: ['{port} · {state}', '{port} · {state}'],
  plainPort: ['普通串口', 'Plain serial port'],
  unknownBoard: ['未知设备', 'Unknown device'],
  noPorts: ['插上板子，它会马上出现在这里。', 'Plug a board in. It appears here at once.'],
  devicesWait: ['正在找设备…', 'Looking for devices…'],
  // How a board is
  stAbsent: ['还没插上', 'not plugged in'],
  stFree: ['空着', 'free'],
  stOpen: ['准备好了', 'ready'],
  stBusy: ['被占用', 'busy'],
  stDenied: ['没有权限', 'no permission'],
  stUsed: ['程序在用', 'in use'],
  stTrouble: ['有问题', 'trouble'],
  usedHere: ['程序正在用这块板子', 'The program uses this board'],
  usedBy: ['“{name}”正在用这块板子', '{name} uses this board'],
  nobodyUses: ['没有程序在用', 'No program uses it'],
  copyLine: ['复制', 'Copy'],
  lineCopied: ['复制好了', 'Copied'],
  copyNot: ['浏览器不让复制，用鼠标选中它', 'The browser does not let us copy. Select it by hand'],
  foundAgain: ['{name} 找到了', '{name} is found'],
  unplugged: ['{name} 拔掉了', '{name} was unplugged'],
  askBoard: ['问问板子', 'Ask the board'],
  asking: ['正在问…', 'Asking…'],
  letGo: ['放开端口', 'Let go of the port'],
  letGoHelp: [
    '榫卯留着端口，下次运行就快。放开以后 Arduino IDE 才能用它。',
    'Sunmao keeps the port, so that the next run begins at once. Once it has let go, the Arduino IDE can use it.',
  ],
  firmwareIs: ['固件', 'Firmware'],
  // Our firmware on a board
  installFirmware: ['装固件', 'Install the firmware'],
  installing: ['正在装固件…', 'Installing…'],
  installTitle: ['给 {board} 装固件', 'Firmware for the {board}'],
  installEmpty: [
    '板子里没有榫卯听得懂的程序。装一次固件就好，不用联网。',
    'Nothing on the board speaks with Sunmao. Install the firmware once; no internet is needed.',
  ],
  installReplaces: ['板子里装着 {name}。', '{name} is on the board.'],
  installLost: ['板子里原来的程序会被换掉。', 'The program that was on the board is replaced.'],
  leaveCable: ['别拔线。', 'Leave the cable in.'],
  stepFind: ['找到板子', 'Board found'],
  stepWrite: ['写进去', 'Writing'],
  stepVerify: ['读回来核对', 'Reading back'],
  stepBlink: ['让板上的灯闪一下', 'Blinking its light'],
  identical: ['一模一样', 'identical'],
  stopInstall: ['停下', 'Stop'],
  installAgain: ['再装一次', 'Install again'],
  installClose: ['好', 'Done'],
  installDone: ['装好了，以后插上就能用。', 'Installed. From now on plug it in and go.'],
  installFailed: ['没有装成，再装一次就好。', 'Not installed. Install it again.'],
  installStopped: ['停下了，再装一次就好。', 'Stopped. Just install it again.'],
  portIs: ['端口', 'Port'],
  serialNumber: ['序列号', 'Serial number'],
  usbNumbers: ['USB 编号', 'USB numbers'],
  boardIs: ['板子', 'Board'],
  notKnown: ['未知', 'Unknown'],
  unknownText: [
    '在右边选它是哪种板子，或者点“问问板子”。',
    'Choose at the right which board it is, or press “Ask the board”.',
  ],
  pullCable: ['拔掉线', 'Pull the cable'],
  plugCable: ['插上线', 'Plug it in'],
  resetBoard: ['复位', 'Reset'],
  // The picture and its parts
  wiring: ['接线图', 'Wiring'],
  serial: ['串口', 'Serial'],
  plotter: ['画曲线', 'Plotter'],
  tryInputs: ['动手试试', 'Try the sensors'],
  pinsUsed: ['用到的引脚', 'Pins in use'],
  pin: ['引脚', 'Pin'],
  pinDoes: ['在做', 'Does'],
  pinValue: ['值', 'Value'],
  noPartsText: [
    '把“板子与零件”里的积木拖进程序，零件就会接在这里。',
    'Drag blocks of “Boards & parts” into the program. The parts appear here, with their wires.',
  ],
  noInputs: [
    '程序里的按钮、旋钮和传感器会出现在这里，可以用手动它们。',
    'Buttons, knobs and sensors of the program appear here, to be moved by hand.',
  ],
  wireSo: ['照着图把零件接好，再按绿色的“运行”。', 'Wire the parts as in the picture, then press the green Run.'],
  absentTitle: ['{board} 还没插上', 'No {board} is plugged in'],
  absentText: [
    '程序要用它。用能传数据的 USB 线把它接到电脑上，这里马上会变。',
    'The program uses it. Connect it by a USB cable that carries data, and this page changes at once.',
  ],
  realInputs: ['这是真的板子：用手去按、去转它的零件。', 'This board is real: press and turn its parts by hand.'],
  cameraBlock: ['在程序里：摄像头 {source}', 'In a program: camera {source}'],
  // The serial monitor
  serialText: ['板子发来的文字', 'Text from the board'],
  sendLine: ['发送一行', 'Send a line'],
  sendIt: ['发送', 'Send'],
  baud: ['波特率', 'Baud rate'],
  pauseText: ['暂停', 'Pause'],
  goOnText: ['继续', 'Go on'],
  clearText: ['清空', 'Clear'],
  pausedLines: ['暂停中，来了 {n} 行', 'Paused; {n} line has come|Paused; {n} lines have come'],
  droppedLines: ['太快了，跳过 {n} 行', 'Too fast: {n} line skipped|Too fast: {n} lines skipped'],
  serialWaits: ['还没有收到文字', 'No text yet'],
  plotterWaits: [
    '板子发来数字（例如 12,34 或 t:21.5）就会画成曲线。',
    'Numbers from the board (such as 12,34 or t:21.5) are drawn as curves.',
  ],
  curveNumber: ['第 {n} 个', 'No. {n}'],
} as const satisfies Catalogue;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../lib/texts' {
  interface Sentences extends Texts {}
}
