#include "sensors.h"
#include "remote.h"
#include <Firmata.h>

const byte MOST = 6;                        // sensors at a time
const unsigned int SONAR_EVERY = 50;        // milliseconds: the last sound has faded away
const unsigned int DHT_EVERY = 2100;        // milliseconds: a DHT22 needs two seconds
const unsigned int DHT_CALL = 20;           // milliseconds for which a DHT sensor is called
const unsigned long ECHO_PATIENCE = 30000;  // microseconds: five meters there and back
const unsigned long DHT_PATIENCE = 8000;    // microseconds: 40 bits of at most 120, and the greeting
const byte DHT_EDGES = 42;                  // falling ones: greeting (a quick one is missed), its end, one after each bit
const byte LONG_BIT = 100;                  // microseconds from edge to edge: a 0 takes 76, a 1 takes 120

struct Sensor {
  byte mode, pin, other, kind;
  unsigned int readAt;                      // the lower half of milliseconds
};

enum Phase : byte { WAITING, CALLING, LISTENING };

Sensor sensors[MOST];
byte count, now;                            // how many there are; the one that is read, or was read last
Phase phase = WAITING;
unsigned long since;                        // milliseconds while CALLING, microseconds while LISTENING

volatile uint8_t *edgeInput;
volatile uint8_t edgeMask, edges, bits[5];
volatile bool isPulse, isOver, lastLevel;
volatile unsigned long edgeAt, pulse;

static void catchEdge() {
  unsigned long at = micros();
  bool level = *edgeInput & edgeMask;
  if (level == lastLevel || isOver) return;
  lastLevel = level;
  if (isPulse) {
    if (level) edgeAt = at;
    else if (edgeAt) { pulse = at - edgeAt; isOver = true; }
    return;
  }
  if (level) return;
  for (byte place = 0; place < 4; place++) bits[place] = bits[place] << 1 | bits[place + 1] >> 7;
  bits[4] = bits[4] << 1 | (at - edgeAt > LONG_BIT);
  edgeAt = at;
  isOver = ++edges == DHT_EDGES;
}

#ifdef PCINT0_vect
ISR(PCINT0_vect) { catchEdge(); catchRemote(); }
#endif
#ifdef PCINT1_vect
ISR(PCINT1_vect) { catchEdge(); catchRemote(); }
#endif
#ifdef PCINT2_vect
ISR(PCINT2_vect) { catchEdge(); catchRemote(); }
#endif

bool canCatchEdges(byte pin) { return digitalPinToPCICR(pin) != NULL; }

static void listen(byte pin, bool toPulse) {
  edgeInput = portInputRegister(digitalPinToPort(pin));
  edgeMask = digitalPinToBitMask(pin);
  isPulse = toPulse;
  isOver = false;
  edges = 0;
  edgeAt = 0;
  lastLevel = *edgeInput & edgeMask;
  *digitalPinToPCMSK(pin) |= bit(digitalPinToPCMSKbit(pin));
  PCIFR = bit(digitalPinToPCICRbit(pin));
  *digitalPinToPCICR(pin) |= bit(digitalPinToPCICRbit(pin));
  since = micros();
  phase = LISTENING;
}

static void endListening() {
  byte pin = sensors[now].other;
  *digitalPinToPCMSK(pin) &= ~bit(digitalPinToPCMSKbit(pin));
  phase = WAITING;
  sensors[now].readAt = millis();
}

bool rememberSensor(byte mode, byte pin, byte other, byte kind) {
  forgetSensor(pin);
  forgetSensor(other);
  if (count == MOST) return false;
  // A sonar at once; a DHT sensor after the second that it needs once it has current.
  unsigned int ago = mode == MODE_DHT ? DHT_EVERY - 1000 : SONAR_EVERY;
  sensors[count++] = {mode, pin, other, kind, (unsigned int)millis() - ago};
  return true;
}

void forgetSensor(byte pin) {
  for (byte at = 0; at < count; at++) {
    if (sensors[at].pin != pin && sensors[at].other != pin) continue;
    if (at == now && phase != WAITING) endListening();
    sensors[at] = sensors[--count];
    if (now == count) now = at;
    return;
  }
}

static void begin(Sensor &sensor) {
  pinMode(sensor.pin, OUTPUT);
  if (sensor.mode == MODE_DHT) {
    digitalWrite(sensor.pin, LOW);
    since = millis();
    phase = CALLING;
    return;
  }
  if (sensor.other != sensor.pin) pinMode(sensor.other, INPUT);
  digitalWrite(sensor.pin, HIGH);
  delayMicroseconds(10);
  digitalWrite(sensor.pin, LOW);
  if (sensor.other == sensor.pin) pinMode(sensor.pin, INPUT);
  listen(sensor.other, true);
}

static void sendDistance(const Sensor &sensor) {
  unsigned int half = isOver ? pulse / 2 : 0;  // so that it fits into 14 bits; 0: no echo
  Firmata.startSysex();
  Firmata.write(SONAR_DATA);
  Firmata.write(sensor.pin);
  Firmata.write(half & 0x7F);
  Firmata.write(half >> 7 & 0x7F);
  Firmata.endSysex();
}

static void sendClimate(const Sensor &sensor) {
  byte sum = bits[0] + bits[1] + bits[2] + bits[3];
  bool failed = edges < DHT_EDGES - 1 || sum != bits[4], cold = bits[2] & 0x80;
  unsigned int wet = bits[0] * 10 + bits[1], warm = bits[2] * 10 + (bits[3] & 0x7F);
  if (sensor.kind == 22) {
    wet = bits[0] << 8 | bits[1];
    warm = (bits[2] & 0x7F) << 8 | bits[3];
  } else {
    cold = bits[3] & 0x80;
  }
  const byte told[] = {sensor.pin, sensor.kind, failed, 0, cold, (byte)(wet / 10), (byte)(wet % 10 * 10),
                       (byte)(warm / 10), (byte)(warm % 10 * 10)};
  Firmata.startSysex();
  Firmata.write(DHT_DATA);
  for (byte at = 0; at < sizeof told; at++) Firmata.write(told[at] & 0x7F);
  Firmata.endSysex();
}

static void beginNext() {
  for (byte step = 0; step < count; step++) {
    now = (now + 1) % count;
    unsigned int every = sensors[now].mode == MODE_DHT ? DHT_EVERY : SONAR_EVERY;
    if ((unsigned int)millis() - sensors[now].readAt >= every) return begin(sensors[now]);
  }
}

void serveSensors() {
  Sensor &sensor = sensors[now];
  if (phase == WAITING) {
    if (count) beginNext();
  } else if (phase == CALLING) {
    if (millis() - since < DHT_CALL) return;
    pinMode(sensor.pin, INPUT_PULLUP);
    listen(sensor.pin, false);
  } else if (isOver || micros() - since > (sensor.mode == MODE_DHT ? DHT_PATIENCE : ECHO_PATIENCE)) {
    endListening();
    if (sensor.mode == MODE_DHT) sendClimate(sensor);
    else sendDistance(sensor);
  }
}
