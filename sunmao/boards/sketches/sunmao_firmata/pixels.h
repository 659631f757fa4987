// Strips of lights (WS2812), whose colors are kept for all of them once.

#pragma once
#include <Arduino.h>

const byte MOST_PIXELS = 60;

// Remember the color of a light: green, red, blue, as a strip takes them.
void setPixel(byte at, byte green, byte red, byte blue);

// Send the first `count` colors to the strip at a pin: for 30 microseconds a light nothing but the receiver is heard.
void showPixels(byte pin, byte count);
