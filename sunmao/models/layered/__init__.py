"""Networks that are put together layer by layer: their shapes, their numbers, their torch modules."""
