// Sunmao Firmata: the sketch of Sunmao's boards. It speaks Firmata 2.5 (https://github.com/firmata/protocol), the
// messages of FirmataExpress for tones, distances and DHT sensors, and one of its own, by which the outputs come to
// rest when the host is silent. Until a host asks for that, it behaves as StandardFirmata does, but for two things:
// pins are inputs until they are told otherwise, and a servo gets no pulses before its first position.
//
// Its own message is START_SYSEX, SUNMAO, one of the words below, what belongs to it, END_SYSEX.

#include <Arduino.h>
#include <Servo.h>
#include <Wire.h>
#include <Firmata.h>
#include "sensors.h"
#include "pixels.h"
#include "remote.h"

const byte SUNMAO = 0x01;
enum Word : byte {
  BEAT,        // milliseconds (14 bits): come to rest when nothing is heard for so long
  REST_LEVEL,  // pin, level: what an output is at rest, and from the moment that it is an output; low until then
  REST,        // come to rest now
  RESTED,      // from the board: it came to rest as the host was silent
  PIXELS,      // the first light, four bytes (28 bits: green, red, blue, four zeros) for each: remember its color
  SHOW,        // pin, number of lights: let a strip shine in these colors
  REST_WRITE,  // address, bytes (in halves): what a chip on I2C is told at rest
  REMOTE       // from the board, each in halves: pin, two bytes of a remote control's address, the command of its key,
               // 1 (pressed) or 0 (let go)
};

const byte MODE_TONE = 0x0D, MODE_PIXELS = 0x20, MODE_REMOTE = 0x21;
const byte TONE_DATA = 0x5F;
const byte NO_SERVO = 255;
const byte MOST_AT_ONCE = 64;            // bytes that are heard before the inputs are looked at again
const byte LONGEST_REPLY = 32;           // bytes that the core reads over I2C in one go
const unsigned long STUCK_BUS = 25000;   // microseconds until a bus whose wire was pulled out is given up

struct ServoUse {
  byte slot;
  int shortest, longest;                 // pulses in microseconds, 0: as the servo library has them
};

Servo servos[MAX_SERVOS];
ServoUse servoUses[TOTAL_PINS];
unsigned int reportedChannels;
byte reportedPorts[TOTAL_PORTS], lastLevels[TOTAL_PORTS], inputPins[TOTAL_PORTS], restLevels[TOTAL_PORTS];
unsigned int samplingInterval = 19, i2cDelay;
unsigned long sampledAt, heardAt;
unsigned int patience;                   // milliseconds of silence until the outputs rest; 0: nobody asked for it
byte tonePin = NO_PIN;
bool i2cOn;
byte restWrite[8], restWriteLength;      // address and bytes for a chip on I2C at rest

bool getBit(const byte *bits, byte pin) { return bits[pin / 8] & bit(pin & 7); }
void putBit(byte *bits, byte pin, bool on) { if (on) bits[pin / 8] |= bit(pin & 7); else bits[pin / 8] &= ~bit(pin & 7); }
int join14(const byte *two) { return two[0] | two[1] << 7; }

// Pins and their modes.

void detachServo(byte pin) {
  if (servoUses[pin].slot == NO_SERVO) return;
  servos[servoUses[pin].slot].detach();
  servoUses[pin].slot = NO_SERVO;
  digitalWrite(PIN_TO_DIGITAL(pin), LOW);  // the library may have left in the middle of a pulse
}

void moveServo(byte pin, int value) {
  ServoUse &use = servoUses[pin];
  for (byte slot = 0; use.slot == NO_SERVO && slot < MAX_SERVOS; slot++)
    if (!servos[slot].attached()) {
      use.slot = slot;
      if (use.shortest && use.longest) servos[slot].attach(PIN_TO_DIGITAL(pin), use.shortest, use.longest);
      else servos[slot].attach(PIN_TO_DIGITAL(pin));
    }
  if (use.slot == NO_SERVO) Firmata.sendString("Max servos attached");
  else servos[use.slot].write(value);
}

void endTone(byte pin) {
  if (pin == NO_PIN || tonePin != pin) return;  // the core would write to where no pin is
  noTone(PIN_TO_DIGITAL(pin));
  tonePin = NO_PIN;
}

void darken(byte pin) {
  for (byte at = 0; at < MOST_PIXELS; at++) setPixel(at, 0, 0, 0);
  showPixels(PIN_TO_DIGITAL(pin), MOST_PIXELS);
}

void endUse(byte pin) {
  switch (Firmata.getPinMode(pin)) {
    case PIN_MODE_SERVO: detachServo(pin); break;
    case MODE_TONE: endTone(pin); break;
    case MODE_PIXELS: darken(pin); break;
    case MODE_SONAR: case MODE_DHT: forgetSensor(pin); break;
    case MODE_REMOTE: forgetRemote(PIN_TO_DIGITAL(pin)); break;
    case PIN_MODE_I2C: if (i2cOn) Wire.end(); i2cOn = false; break;
  }
}

bool canDo(byte pin, byte mode) {
  switch (mode) {
    case INPUT: case OUTPUT: case PIN_MODE_PULLUP: case PIN_MODE_SERVO: case MODE_TONE: case MODE_PIXELS:
      return IS_PIN_DIGITAL(pin);
    case MODE_SONAR: case MODE_DHT: case MODE_REMOTE: return IS_PIN_DIGITAL(pin) && canCatchEdges(PIN_TO_DIGITAL(pin));
    case PIN_MODE_ANALOG: return IS_PIN_ANALOG(pin);
    case PIN_MODE_PWM: return IS_PIN_PWM(pin);
    case PIN_MODE_I2C: return IS_PIN_I2C(pin);
    case PIN_MODE_IGNORE: return true;
  }
  return false;
}

void reportAnalog(byte channel, int on) {
  if (channel >= TOTAL_ANALOG_PINS) return;
  bitWrite(reportedChannels, channel, on != 0);
  if (on) Firmata.sendAnalog(channel, analogRead(channel));
}

void changeMode(byte pin, byte mode) {
  bool isNew = mode != Firmata.getPinMode(pin), level = getBit(restLevels, pin);
  if (isNew) endUse(pin);
  if (IS_PIN_ANALOG(pin) && mode != PIN_MODE_ANALOG) bitClear(reportedChannels, PIN_TO_ANALOG(pin));
  if (IS_PIN_DIGITAL(pin)) {
    // Also ends PWM, and a pull-up, which would drive 5 V from now on.
    if (isNew) digitalWrite(PIN_TO_DIGITAL(pin), mode == OUTPUT && level);
    byte electric = mode == PIN_MODE_PULLUP ? INPUT_PULLUP : mode == OUTPUT || mode == PIN_MODE_PWM || mode == MODE_PIXELS ? OUTPUT : INPUT;
    putBit(inputPins, pin, mode == INPUT || mode == PIN_MODE_PULLUP);
    pinMode(PIN_TO_DIGITAL(pin), electric);
  }
  if (mode == PIN_MODE_PWM) analogWrite(PIN_TO_PWM(pin), level ? 255 : 0);
  if (mode == MODE_REMOTE) hearRemote(PIN_TO_DIGITAL(pin));
  Firmata.setPinMode(pin, mode);
  Firmata.setPinState(pin, mode == PIN_MODE_PULLUP || (mode == OUTPUT && level));
}

void setMode(byte pin, int mode) {
  if (pin >= TOTAL_PINS || Firmata.getPinMode(pin) == PIN_MODE_IGNORE) return;
  if (!canDo(pin, mode)) {
    Firmata.sendString("Unknown pin mode");
    return;
  }
  if (mode == PIN_MODE_SERVO && Firmata.getPinMode(pin) != PIN_MODE_SERVO)
    servoUses[pin].shortest = servoUses[pin].longest = 0;
  changeMode(pin, mode);
  if (mode == PIN_MODE_ANALOG) reportAnalog(PIN_TO_ANALOG(pin), 1);
}

// What the host writes.

void writeLevel(byte pin, int level) {
  if (pin >= TOTAL_PINS || !IS_PIN_DIGITAL(pin) || Firmata.getPinMode(pin) != OUTPUT) return;
  Firmata.setPinState(pin, level);
  digitalWrite(PIN_TO_DIGITAL(pin), level);
}

void writeAnalog(byte pin, int value) {
  if (pin >= TOTAL_PINS) return;
  byte mode = Firmata.getPinMode(pin);
  if (mode == PIN_MODE_SERVO) moveServo(pin, value);
  else if (mode == PIN_MODE_PWM) analogWrite(PIN_TO_PWM(pin), constrain(value, 0, 255));
  else return;
  Firmata.setPinState(pin, value);
}

void writeLevels(byte port, int levels) {
  byte outputs = 0;
  if (port >= TOTAL_PORTS) return;
  for (byte at = 0; at < 8 && port * 8 + at < TOTAL_PINS; at++) {
    byte pin = port * 8 + at, level = bitRead(levels, at);
    if (!IS_PIN_DIGITAL(pin)) continue;
    if (Firmata.getPinMode(pin) == OUTPUT) {
      bitSet(outputs, at);
      Firmata.setPinState(pin, level);
    } else if (Firmata.getPinMode(pin) == INPUT && level) {  // the pull-up, as before Firmata 2.5
      pinMode(PIN_TO_DIGITAL(pin), INPUT_PULLUP);
      Firmata.setPinState(pin, level);
    }
  }
  writePort(port, levels, outputs);
}

// What the host is told.

void sendLevels(byte port, bool anyway) {
  byte levels = readPort(port, inputPins[port]) & inputPins[port];
  if (!anyway && levels == lastLevels[port]) return;
  Firmata.sendDigitalPort(port, levels);
  lastLevels[port] = levels;
}

void reportLevels(byte port, int on) {
  if (port >= TOTAL_PORTS) return;
  reportedPorts[port] = on;
  if (on) sendLevels(port, true);
}

void sendChannels() {
  for (byte pin = 0; pin < TOTAL_PINS; pin++)
    if (IS_PIN_ANALOG(pin) && Firmata.getPinMode(pin) == PIN_MODE_ANALOG && bitRead(reportedChannels, PIN_TO_ANALOG(pin)))
      Firmata.sendAnalog(PIN_TO_ANALOG(pin), analogRead(PIN_TO_ANALOG(pin)));
}

void sendAbility(byte pin, byte mode, byte bits) {
  if (!canDo(pin, mode)) return;
  Firmata.write(mode);
  Firmata.write(bits);
}

void sendAbilities() {
  Firmata.startSysex();
  Firmata.write(CAPABILITY_RESPONSE);
  for (byte pin = 0; pin < TOTAL_PINS; pin++) {
    sendAbility(pin, INPUT, 1);
    sendAbility(pin, PIN_MODE_PULLUP, 1);
    sendAbility(pin, OUTPUT, 1);
    sendAbility(pin, PIN_MODE_ANALOG, 10);
    sendAbility(pin, PIN_MODE_PWM, 8);
    sendAbility(pin, PIN_MODE_SERVO, 14);
    sendAbility(pin, PIN_MODE_I2C, 1);
    sendAbility(pin, MODE_SONAR, 1);
    sendAbility(pin, MODE_TONE, 1);
    sendAbility(pin, MODE_DHT, 1);
    sendAbility(pin, MODE_PIXELS, 8);
    sendAbility(pin, MODE_REMOTE, 1);
    Firmata.write(127);
  }
  Firmata.endSysex();
}

void sendAnalogMap() {
  Firmata.startSysex();
  Firmata.write(ANALOG_MAPPING_RESPONSE);
  for (byte pin = 0; pin < TOTAL_PINS; pin++) Firmata.write(IS_PIN_ANALOG(pin) ? PIN_TO_ANALOG(pin) : 127);
  Firmata.endSysex();
}

void sendState(byte pin) {
  Firmata.startSysex();
  Firmata.write(PIN_STATE_RESPONSE);
  Firmata.write(pin);
  if (pin < TOTAL_PINS) {
    unsigned int state = Firmata.getPinState(pin);
    Firmata.write(Firmata.getPinMode(pin));
    Firmata.write(state & 0x7F);
    if (state >> 7) Firmata.write(state >> 7 & 0x7F);
  }
  Firmata.endSysex();
}

// I2C.

void beginI2c(byte count, byte *data) {
  if (count > 1) i2cDelay = join14(data);
  if (i2cOn) return;
  for (byte pin = 0; pin < TOTAL_PINS; pin++)
    if (IS_PIN_I2C(pin)) setMode(pin, PIN_MODE_I2C);
  Wire.begin();
  Wire.setWireTimeout(STUCK_BUS, true);
  i2cOn = true;
}

void readI2c(byte address, byte count, byte *data, bool stop) {
  bool named = count == 4;  // a register before the number of bytes
  byte reply[LONGEST_REPLY + 2] = {address, (byte)(named ? join14(data) : 0)};
  int wanted = join14(data + (named ? 2 : 0));
  if (named) {
    Wire.beginTransmission(address);
    Wire.write(reply[1]);
    Wire.endTransmission(stop);
    if (i2cDelay) delayMicroseconds(i2cDelay);
  }
  Wire.requestFrom(address, (byte)constrain(wanted, 0, LONGEST_REPLY));
  byte length = 2;
  while (Wire.available() && length < sizeof reply) reply[length++] = Wire.read();
  Firmata.sendSysex(I2C_REPLY, length, reply);
}

void handleI2c(byte count, byte *data) {
  byte address = data[0], how = data[1];
  if (count < 2 || !i2cOn) return;
  data += 2;
  count -= 2;
  if ((how & 0x18) == 0) {
    Wire.beginTransmission(address);
    for (byte at = 0; at + 1 < count; at += 2) Wire.write((byte)join14(data + at));
    Wire.endTransmission();
  } else if ((how & 0x18) == 0x08 && count >= 2) {
    readI2c(address, count, data, !(how & 0x40));
  } else {
    Firmata.sendString("I2C: one reading at a time");
  }
}

// Servos, tones, sensors.

void configureServo(byte count, byte *data) {
  byte pin = data[0];
  if (count < 5 || pin >= TOTAL_PINS || !IS_PIN_DIGITAL(pin)) return;
  detachServo(pin);
  setMode(pin, PIN_MODE_SERVO);
  servoUses[pin].shortest = join14(data + 1);
  servoUses[pin].longest = join14(data + 3);
}

void handleTone(byte count, byte *data) {
  byte pin = data[1];
  if (count < 2 || pin >= TOTAL_PINS || !IS_PIN_DIGITAL(pin)) return;
  endTone(data[0] ? pin : tonePin);
  if (data[0] || count < 6) return;
  if (Firmata.getPinMode(pin) != MODE_TONE) setMode(pin, MODE_TONE);
  tonePin = pin;
  tone(PIN_TO_DIGITAL(pin), join14(data + 2), join14(data + 4));
}

void addSensor(byte mode, byte pin, byte other, byte kind) {
  if (pin >= TOTAL_PINS || other >= TOTAL_PINS || !IS_PIN_DIGITAL(pin) || !canDo(other, mode)) return;
  changeMode(pin, mode);
  if (other != pin) changeMode(other, mode);
  if (!rememberSensor(mode, PIN_TO_DIGITAL(pin), PIN_TO_DIGITAL(other), kind)) Firmata.sendString("Max sensors");
}

// Rest.

void restPin(byte pin) {
  bool level = getBit(restLevels, pin);
  switch (Firmata.getPinMode(pin)) {
    case PIN_MODE_PWM:
      writeAnalog(pin, level ? 255 : 0);
      break;
    case MODE_PIXELS:
      darken(pin);
      break;
    case PIN_MODE_SERVO: case MODE_TONE:
      changeMode(pin, OUTPUT);
    case OUTPUT:
      writeLevel(pin, level);
      break;
    case PIN_MODE_PULLUP: case MODE_SONAR: case MODE_DHT: case MODE_REMOTE:
      changeMode(pin, INPUT);
      break;
  }
}

void rest() {
  for (byte pin = 0; pin < TOTAL_PINS; pin++)
    if (IS_PIN_DIGITAL(pin)) restPin(pin);
  if (i2cOn && restWriteLength) {
    Wire.beginTransmission(restWrite[0]);
    Wire.write(restWrite + 1, restWriteLength - 1);
    Wire.endTransmission();
  }
  memset(reportedPorts, 0, sizeof reportedPorts);
  reportedChannels = 0;
}

void tellRemote() {
  byte told[6] = {REMOTE, remotePin};
  if (hasRemoteChanged(told + 2)) Firmata.sendSysex(SUNMAO, sizeof told, told);
}

void checkHost() {
  if (!patience || millis() - heardAt < patience) return;
  patience = 0;
  rest();
  byte word = RESTED;
  Firmata.sendSysex(SUNMAO, 1, &word);
}

void setPixels(byte count, byte *data) {
  for (byte at = data[0]; count > 4; at++, count -= 4, data += 4) {
    unsigned long bits = (unsigned long)join14(data + 1) << 14 | (unsigned int)join14(data + 3);
    setPixel(at, bits >> 20, bits >> 12, bits >> 4);
  }
}

void handleOwn(byte count, byte *data) {
  if (count == 3 && data[0] == BEAT) patience = join14(data + 1);
  else if (count == 3 && data[0] == REST_LEVEL && data[1] < TOTAL_PINS) putBit(restLevels, data[1], data[2]);
  else if (count == 1 && data[0] == REST) rest();
  else if (count > 5 && data[0] == PIXELS) setPixels(count - 1, data + 1);
  else if (count == 3 && data[0] == SHOW && data[1] < TOTAL_PINS && Firmata.getPinMode(data[1]) == MODE_PIXELS)
    showPixels(PIN_TO_DIGITAL(data[1]), data[2]);
  else if (count > 1 && data[0] == REST_WRITE) {
    restWriteLength = 0;
    restWrite[restWriteLength++] = data[1];
    for (byte at = 2; at + 1 < count && restWriteLength < sizeof restWrite; at += 2)
      restWrite[restWriteLength++] = join14(data + at);
  }
}

// Messages.

void handleSysex(byte command, byte count, byte *data) {
  switch (command) {
    case SUNMAO: handleOwn(count, data); break;
    case I2C_CONFIG: beginI2c(count, data); break;
    case I2C_REQUEST: handleI2c(count, data); break;
    case SERVO_CONFIG: configureServo(count, data); break;
    case TONE_DATA: handleTone(count, data); break;
    case SONAR_CONFIG: if (count >= 2) addSensor(MODE_SONAR, data[0], data[1], 0); break;
    case DHT_CONFIG: if (count >= 2) addSensor(MODE_DHT, data[0], data[0], data[1]); break;
    case SAMPLING_INTERVAL: if (count >= 2) samplingInterval = max(1, join14(data)); break;
    case EXTENDED_ANALOG: if (count >= 3) writeAnalog(data[0], join14(data + 1) | (count > 3 ? data[3] << 14 : 0)); break;
    case CAPABILITY_QUERY: sendAbilities(); break;
    case ANALOG_MAPPING_QUERY: sendAnalogMap(); break;
    case PIN_STATE_QUERY: if (count) sendState(data[0]); break;
  }
}

void reset() {
  patience = 0;
  rest();
  restWriteLength = 0;
  memset(restLevels, 0, sizeof restLevels);
  for (byte pin = 0; pin < TOTAL_PINS; pin++) {
    servoUses[pin].slot = NO_SERVO;
    if (IS_PIN_DIGITAL(pin) || IS_PIN_ANALOG(pin)) changeMode(pin, IS_PIN_ANALOG(pin) ? PIN_MODE_ANALOG : INPUT);
  }
  samplingInterval = 19;
}

void setup() {
  for (byte pin = 0; pin < TOTAL_PINS; pin++) servoUses[pin].slot = NO_SERVO;
  Firmata.setFirmwareNameAndVersion("Sunmao Firmata", 1, 1);
  Firmata.attach(ANALOG_MESSAGE, writeAnalog);
  Firmata.attach(DIGITAL_MESSAGE, writeLevels);
  Firmata.attach(REPORT_ANALOG, reportAnalog);
  Firmata.attach(REPORT_DIGITAL, reportLevels);
  Firmata.attach(SET_PIN_MODE, setMode);
  Firmata.attach(SET_DIGITAL_PIN_VALUE, writeLevel);
  Firmata.attach(START_SYSEX, handleSysex);
  Firmata.attach(SYSTEM_RESET, reset);
  Firmata.disableBlinkVersion();  // it would keep the host waiting for a second
  reset();
  Firmata.begin(57600);
}

void loop() {
  for (byte port = 0; port < TOTAL_PORTS; port++)
    if (reportedPorts[port]) sendLevels(port, false);
  for (byte heard = 0; heard < MOST_AT_ONCE && Firmata.available(); heard++) {
    Firmata.processInput();
    heardAt = millis();
  }
  checkHost();
  serveSensors();
  tellRemote();
  if (millis() - sampledAt > samplingInterval) {
    sampledAt = millis();
    sendChannels();
  }
}
