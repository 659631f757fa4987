"""Routes of the stage: the sprites that a child makes, and how the panel is arranged."""
