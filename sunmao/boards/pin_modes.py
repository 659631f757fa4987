"""Modes of pins, in one language for parts, links and the page: each is an ability of `board_spec`.

Standard library only, as `board_spec` is.
"""

OUTPUT, INPUT, PULLUP, PWM, SERVO, ANALOG, I2C = "output", "input", "pullup", "pwm", "servo", "analog", "i2c"
SONAR, TONE, DHT, PIXELS, REMOTE = "sonar", "tone", "dht", "pixels", "remote"

READS = (INPUT, PULLUP)
DRIVEN = (OUTPUT, PWM, SERVO, TONE, PIXELS)

PULSES = 544, 2400  # microseconds of 0 and 180 degrees, as Arduino's servo library has them
MIN_PULSE = 544  # a smaller number for a servo is an angle in degrees, this and greater ones a pulse in microseconds
