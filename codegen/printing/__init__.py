"""From syntax trees to Python text, with the block of each line."""
