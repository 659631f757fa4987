"""Settings with which graphics cards are quicker: numbers of 16 bits, colors side by side, copies that nobody waits
for.
"""
