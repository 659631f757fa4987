// Distance sensors (HC-SR04) and DHT11/DHT22, read one after the other without waiting: interrupts note the edges.

#pragma once
#include <Arduino.h>

const byte MODE_SONAR = 0x0C, MODE_DHT = 0x0F;
const byte SONAR_CONFIG = 0x62, SONAR_DATA = 0x63, DHT_CONFIG = 0x64, DHT_DATA = 0x65;
const byte NO_PIN = 255;

// Whether the chip tells changes of a pin by itself.
bool canCatchEdges(byte pin);

// Read a sensor again and again. pin: a sonar's trigger, other: its echo; kind: 11 or 22 (DHT). False: there are too many.
bool rememberSensor(byte mode, byte pin, byte other, byte kind);

// Read the sensor at a pin no more.
void forgetSensor(byte pin);

// Go on with what is being read; returns at once.
void serveSensors();
