#include "pixels.h"
#ifdef UCSR0A
#include "HardwareSerial_private.h"
#endif

byte colors[MOST_PIXELS][3];

void setPixel(byte at, byte green, byte red, byte blue) {
  if (at >= MOST_PIXELS) return;
  colors[at][0] = green;
  colors[at][1] = red;
  colors[at][2] = blue;
}

// A bit takes 20 cycles (1.25 microseconds), of which it is high for 6 (a 0) or 12 (a 1): data sheet WS2812B. Interrupts
// are off.
static void sendByte(volatile uint8_t *port, byte high, byte low, byte value) {
  byte bits = 8;
  asm volatile(
    "1: st %a[port], %[high]\n"
    "   nop\n"
    "   rjmp .+0\n"
    "   sbrs %[value], 7\n"
    "   st %a[port], %[low]\n"
    "   lsl %[value]\n"
    "   rjmp .+0\n"
    "   rjmp .+0\n"
    "   st %a[port], %[low]\n"
    "   nop\n"
    "   rjmp .+0\n"
    "   dec %[bits]\n"
    "   brne 1b\n"
    : [value] "+r"(value), [bits] "+r"(bits)
    : [port] "e"(port), [high] "r"(high), [low] "r"(low));
}

void showPixels(byte pin, byte count) {
  volatile uint8_t *port = portOutputRegister(digitalPinToPort(pin));
  byte mask = digitalPinToBitMask(pin);
  delayMicroseconds(300);  // by this a strip tells a new picture from the one before
  noInterrupts();
  byte low = *port & ~mask, high = low | mask;
  for (byte at = 0; at < count && at < MOST_PIXELS; at++) {
    for (byte each = 0; each < 3; each++) sendByte(port, high, low, colors[at][each]);
#ifdef UCSR0A
    // Two bytes fit into the receiver, and one comes every 170 microseconds.
    if (bit_is_set(UCSR0A, RXC0)) Serial._rx_complete_irq();
#endif
  }
  interrupts();
}
