#include "remote.h"
#include "sensors.h"

// Microseconds from one falling edge to the next. NEC: 9,000 low and 4,500 high, then 32 bits, the lowest first, of 562
// low and 562 (a 0) or 1,687 (a 1) high, and 562 low; while the key is held, every 108 ms 9,000 low, 2,250 high, 562 low.
const unsigned int START = 13500, AGAIN = 11250, ZERO = 1125, ONE = 2250;
const unsigned int LET_GO = 250;      // milliseconds without either: one of them may be missed
const byte BITS = 32;

byte remotePin = NO_PIN;
volatile uint8_t *remoteInput;
volatile uint8_t remoteMask, counted = BITS + 1;   // bits that have come; more than there are: none is expected
volatile bool remoteLevel, isWhole, isHeld;
volatile unsigned long fellAt, code;
unsigned int aliveAt;                 // the lower half of milliseconds
byte key[3];
bool isDown;

static bool isNear(unsigned long took, unsigned int wanted) { return took - (wanted - wanted / 5) < wanted / 5 * 2; }

void catchRemote() {
  if (!remoteMask) return;
  bool level = *remoteInput & remoteMask;
  if (level == remoteLevel) return;
  remoteLevel = level;
  if (level) return;
  unsigned long at = micros(), took = at - fellAt;
  fellAt = at;
  if (isNear(took, ONE) || isNear(took, ZERO)) {
    if (counted >= BITS) return;
    code = code >> 1 | (isNear(took, ONE) ? 0x80000000UL : 0);
    if (++counted == BITS) isWhole = true;
    return;
  }
  counted = BITS + 1;
  if (took > START - START / 12 && took < START + START / 12) counted = 0;
  else if (took > AGAIN - AGAIN / 12 && took < AGAIN + AGAIN / 12) isHeld = true;
}

void hearRemote(byte pin) {
  forgetRemote(remotePin);
  pinMode(pin, INPUT_PULLUP);
  noInterrupts();
  remotePin = pin;
  remoteInput = portInputRegister(digitalPinToPort(pin));
  remoteMask = digitalPinToBitMask(pin);
  remoteLevel = true;
  *digitalPinToPCMSK(pin) |= bit(digitalPinToPCMSKbit(pin));
  PCIFR = bit(digitalPinToPCICRbit(pin));
  *digitalPinToPCICR(pin) |= bit(digitalPinToPCICRbit(pin));
  interrupts();
}

void forgetRemote(byte pin) {
  if (pin == NO_PIN || pin != remotePin) return;
  *digitalPinToPCMSK(pin) &= ~bit(digitalPinToPCMSKbit(pin));
  remoteMask = 0;
  remotePin = NO_PIN;
  isWhole = isHeld = isDown = false;
}

static bool tell(byte told[4], bool down) {
  isDown = down;
  memcpy(told, key, sizeof key);
  told[3] = down;
  return true;
}

bool hasRemoteChanged(byte told[4]) {
  unsigned int now = millis();
  if (isWhole) {
    unsigned long heard = code;
    isWhole = false;
    byte command = heard >> 16, inverse = heard >> 24;
    if (command != (byte)~inverse) return isDown ? tell(told, false) : false;
    key[0] = heard;
    key[1] = heard >> 8;
    key[2] = command;
    isHeld = false;
    aliveAt = now;
    return tell(told, true);
  }
  if (isHeld) {
    isHeld = false;
    if (isDown) aliveAt = now;
  }
  return isDown && now - aliveAt >= LET_GO ? tell(told, false) : false;
}
