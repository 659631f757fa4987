pieces = []
while True:
    pieces.append(bytearray(10_000_000))
