"""Training: the loop, its observers, its configuration."""
