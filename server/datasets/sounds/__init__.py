"""Data sets of sounds, as pages list and change them."""
