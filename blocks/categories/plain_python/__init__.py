"""Blocks of the drawers of lists, numbers and texts that say what Python says, which Blockly has no block for."""
