big = [number for number in [1, 20, 30] if number > 10]
print(big)
