"""What moves: motors, servos, steppers."""
