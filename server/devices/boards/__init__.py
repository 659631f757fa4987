"""The boards process: owns the serial ports, and lends a board to one program at a time."""
