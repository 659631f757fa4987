"""Smaller and faster model files: weights and activations in 8 bits, or weights in 16."""

METHODS = ("int8", "dynamic", "float16")
