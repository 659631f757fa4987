"""Sources of a microphone's sound. `parse_microphone` says what kind a word means, `make_source` makes it."""
