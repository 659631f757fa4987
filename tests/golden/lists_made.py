squares = [number ** 2 for number in [1, 2, 3]]
print(squares)
