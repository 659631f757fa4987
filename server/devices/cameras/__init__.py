"""The cameras process: owns the cameras, and shows their newest frame to programs and pages."""
