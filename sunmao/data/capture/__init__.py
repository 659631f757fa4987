"""Collecting pictures: by a camera, class after class, and those of which a model was unsure."""
