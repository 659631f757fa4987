// A receiver of remote controls (such as VS1838B) that speak NEC: interrupts note when its pin falls.

#pragma once
#include <Arduino.h>

extern byte remotePin;  // at which the receiver is, NO_PIN: nowhere

// Listen to the receiver at a pin, instead of any other one.
void hearRemote(byte pin);

// Listen no more, if it is at this pin.
void forgetRemote(byte pin);

// Note an edge; for the interrupt of the pins.
void catchRemote();

// Whether a key was pressed or let go since the last call. told: two bytes of the remote's address, the key's command,
// 1 (pressed) or 0 (let go).
bool hasRemoteChanged(byte told[4]);
