numbers = [1, 2, 3, 4, 5]
print(numbers[::2], numbers[0:4:3])
