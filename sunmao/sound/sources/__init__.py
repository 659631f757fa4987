"""Where a microphone's sound comes from. `parse_microphone` says what kind a word means, `make_source` makes it."""
