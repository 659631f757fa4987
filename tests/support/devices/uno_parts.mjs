// Parts on the pins of the emulated Uno, loaded into it before it starts (`node --import`): two displays that take what
// comes over I2C, chips with registers there, a distance sensor, a DHT22, a receiver of remote controls, and an observer
// of pins. Asked over a socket of its own, by lines of JSON.
// Its serial receiver is also made to be like the chip's: see `mendReceiver`.
import net from 'node:net';
import { createRequire } from 'node:module';

const { AVRIOPort, AVRTWI, AVRUSART } = createRequire(process.argv[1])('avr8js');
const MHZ = 16; // cycles in a microsecond
const DISPLAYS = new Set([0x27, 0x3c]);
const ECHO_AFTER = 450; // microseconds that an HC-SR04 takes from the pulse to the sound
const PER_CENTIMETER = 58.3; // microseconds of sound, there and back, at 20 degrees Celsius
const UART_MENDED = process.env.UNO_UART !== 'as-is';

let ports = {}; // of the board that runs: a reset makes new ones
let messages = []; // [address, bytes in hexadecimal] of what a master wrote over I2C
let received = 0, taken = 0; // bytes at the serial receiver; bytes that the sketch read there
const chips = {}; // address on I2C → { registers, at, mask }: at: which one is spoken of; mask: of its number
let sonar = null, dht = null, receiver = null, keys = []; // keys: pairs of pins that are connected
let observed = new Set(); // pins that nothing may drive
let driven = {}; // how often one was made an output

const place = (pin) => (pin < 8 ? ['D', pin] : pin < 14 ? ['B', pin - 8] : ['C', pin - 14]);
const NAME_OF = { 0x25: 'B', 0x28: 'C', 0x2b: 'D' }; // by the address of the port's register

const COMMANDS = {
  messages: () => messages.splice(0),
  receiver: () => ({ received, taken }),
  chip: ({ address, mask, registers }) => {
    chips[address] ??= { registers: new Uint8Array(256), at: 0, mask };
    for (const [at, byte] of Object.entries(registers)) chips[address].registers[at] = byte;
    return [...chips[address].registers];
  },
  sonar: ({ trigger, echo, cm }) => { sonar = { trigger, echo, cm }; },
  keys: ({ pairs }) => { const before = keys; keys = pairs; for (const pin of [...before, ...pairs].flat()) settle(pin); },
  dht: ({ pin, celsius, percent }) => { dht = { pin, celsius, percent, asked: null }; },
  remote: ({ pin, code, repeats }) => { receiver = pin; sendRemote(code, repeats); },
  observe: ({ pins }) => { observed = new Set(pins); driven = {}; },
  driven: () => driven,
};

// I2C: 100,000 bits a second; every display acknowledges, and every chip.
class Wires {
  constructor(twi) { this.twi = twi; this.message = null; }
  after(bits, act) { this.twi.cpu.addClockEvent(act, bits * 10 * MHZ); }
  start() { this.end(); this.after(1, () => this.twi.completeStart()); }
  stop() { this.end(); this.after(1, () => this.twi.completeStop()); }
  connectToSlave(address, write) {
    const there = DISPLAYS.has(address) ? write : address in chips;
    this.chip = chips[address];
    this.message = there && write ? [address, []] : null;
    this.after(9, () => this.twi.completeConnect(there));
  }
  writeByte(byte) { this.message?.[1].push(byte); this.after(9, () => this.twi.completeWrite(this.message !== null)); }
  readByte() {
    const byte = this.chip ? this.chip.registers[this.chip.at++ & this.chip.mask] : 0xff;
    this.after(9, () => this.twi.completeRead(byte));
  }
  end() {
    if (this.message && this.chip) this.store(...this.message[1]);
    else if (this.message) messages.push([this.message[0], Buffer.from(this.message[1]).toString('hex')]);
    this.message = null;
  }
  store(at, ...bytes) {
    this.chip.at = at ?? this.chip.at;
    for (const byte of bytes) this.chip.registers[this.chip.at++ & this.chip.mask] = byte;
  }
}
Object.defineProperty(AVRTWI.prototype, 'eventHandler', {
  get() { return this.wires; },
  set() { this.wires = new Wires(this); },
});

// avr8js 0.21.1 drops a byte that has come and is not read yet whenever the sketch writes to UCSRB, as Arduino's
// `HardwareSerial` does for each byte that it sends; and it keeps one byte where the ATmega328P keeps two (data sheet,
// 20.7.3) and lets the one that comes meanwhile wait.
function mendReceiver(uart) {
  const { cpu, config } = uart, { UCSRB, UCSRA, UDR } = config, waiting = [];
  const writeB = cpu.writeHooks[UCSRB], writeA = cpu.writeHooks[UCSRA];
  const raise = () => { if (waiting.length) { uart.rxByte = waiting[0]; cpu.setInterruptFlag(uart.RXC); } };
  cpu.writeHooks[UCSRB] = (...words) => { const done = writeB(...words); raise(); return done; };
  cpu.writeHooks[UCSRA] = (...words) => { const done = writeA(...words); raise(); return done; };
  cpu.readHooks[UDR] = () => {
    taken += waiting.length ? 1 : 0;
    const byte = waiting.shift() ?? 0;
    cpu.clearInterrupt(uart.RXC);
    raise();
    return byte;
  };
  uart.receive = (byte) => { if (waiting.length < 3) { waiting.push(byte); raise(); } };
}
function countReceiver(uart) {
  const read = uart.cpu.readHooks[uart.config.UDR];
  uart.cpu.readHooks[uart.config.UDR] = (...words) => { taken += 1; return read(...words); };
}
const writeByte = AVRUSART.prototype.writeByte;
AVRUSART.prototype.writeByte = function (byte, immediate = false) {
  if (!this.known) {
    this.known = true;
    (UART_MENDED ? mendReceiver : countReceiver)(this);
  }
  if (immediate) received += 1;
  if (!immediate || !this.receive) return writeByte.call(this, byte, immediate);
  this.receive(byte);
  this.onRxComplete?.();
};

// Pins: what a sensor puts on one stays there, whatever the emulator thinks is connected to it.
const setPin = AVRIOPort.prototype.setPin, addListener = AVRIOPort.prototype.addListener;
function put(pin, level) {
  const [name, bit] = place(pin);
  setPin.call(ports[name], bit, level);
}
AVRIOPort.prototype.setPin = function (bit, level) {
  const own = (pin) => pin !== undefined && ports[place(pin)[0]] === this && place(pin)[1] === bit;
  const pulled = keys.flat().some((pin) => own(pin) && isPulled(pin));
  if (!own(sonar?.echo) && !own(dht?.pin) && !own(receiver ?? undefined)) setPin.call(this, bit, level && !pulled);
};
AVRIOPort.prototype.addListener = function (listener) {
  const name = NAME_OF[this.portConfig.PORT];
  ports[name] = this;
  this.outputs = 0;
  addListener.call(this, listener);
  addListener.call(this, (value, old) => changed(this, name, value, old));
};

// A key that is pressed pulls a pin low where the other one is an output that is low; else the pull-up counts.
const read = (pin, register) => {
  const [name, bit] = place(pin), port = ports[name];
  return port.cpu.data[port.portConfig[register]] >> bit & 1;
};
const isPulled = (pin) => keys.some((pair) => pair.includes(pin) && read(pair.find((each) => each !== pin), 'DDR')
  && !read(pair.find((each) => each !== pin), 'PORT'));
function settle(pin) {
  if (!read(pin, 'DDR')) put(pin, read(pin, 'PORT') && !isPulled(pin));
}

function changed(port, name, value, old) {
  const outputs = port.cpu.data[port.portConfig.DDR], anew = outputs & ~port.outputs;
  port.outputs = outputs;
  for (const pin of observed) {
    const [its, bit] = place(pin);
    if (its === name && anew >> bit & 1) driven[pin] = (driven[pin] ?? 0) + 1;
  }
  keys.flat().forEach(settle);
  const fell = (pin) => place(pin)[0] === name && old & ~value & 1 << place(pin)[1];
  if (sonar && fell(sonar.trigger)) answerSonar(port.cpu);
  if (dht && place(dht.pin)[0] === name) heedDht(port.cpu, outputs >> place(dht.pin)[1] & 1);
}

function answerSonar(cpu) {
  const { echo, cm } = sonar;
  cpu.addClockEvent(() => {
    put(echo, true);
    cpu.addClockEvent(() => put(echo, false), Math.round(cm * PER_CENTIMETER * MHZ));
  }, ECHO_AFTER * MHZ);
}

// A DHT22 answers when its wire, that was held low, is let go: low and high, forty bits, an end. Data sheet AM2302.
function heedDht(cpu, isOutput) {
  if (isOutput) {
    dht.asked = cpu.cycles;
    return;
  }
  if (dht.asked === null) return;
  dht.asked = null;
  const humid = Math.round(10 * dht.percent);
  const warm = Math.round(10 * Math.abs(dht.celsius)) | (dht.celsius < 0 ? 0x8000 : 0);
  const bytes = [humid >> 8, humid & 255, warm >> 8, warm & 255];
  bytes.push(bytes.reduce((sum, byte) => sum + byte, 0) & 255);
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((at) => byte >> at & 1));
  const steps = [[false, 80], [true, 80], ...bits.flatMap((bit) => [[false, 50], [true, bit ? 70 : 26]]), [false, 50], [true, 1]];
  let at = 1;
  for (const [level, us] of steps) {
    cpu.addClockEvent(() => put(dht.pin, level), at * MHZ);
    at += us;
  }
}

// NEC as a receiver gives it, low where there is light: each byte with its lowest bit first; a repeat every 108 ms.
function sendRemote(code, repeats) {
  const { cpu } = ports[place(receiver)[0]];
  const bits = code.flatMap((byte) => [0, 1, 2, 3, 4, 5, 6, 7].map((at) => byte >> at & 1));
  const frame = [[9000, 4500], ...bits.map((bit) => [562, bit ? 1687 : 562]), [562, 0]];
  const frames = [frame, ...Array.from({ length: repeats }, () => [[9000, 2250], [562, 0]])];
  put(receiver, true);
  frames.forEach((pulses, count) => {
    let at = 108000 * count + 1000;
    for (const [low, high] of pulses) {
      cpu.addClockEvent(() => put(receiver, false), at * MHZ);
      cpu.addClockEvent(() => put(receiver, true), (at + low) * MHZ);
      at += low + high;
    }
  });
}

net.createServer((socket) => {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', (data) => {
    const lines = (text + data).split('\n');
    text = lines.pop();
    for (const line of lines) {
      const asked = JSON.parse(line);
      socket.write(JSON.stringify(COMMANDS[asked.cmd](asked) ?? null) + '\n');
    }
  });
}).listen(process.env.UNO_PARTS).unref();
