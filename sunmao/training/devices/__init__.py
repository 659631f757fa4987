"""What graphics cards are quicker with: numbers of 16 bits, colors side by side, copies that nobody waits for."""
