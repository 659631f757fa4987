"""Parts that move: motors, servos, steppers."""
