numbers = [7, 3, 5]
numbers[0], numbers[2] = numbers[2], numbers[0]
print(numbers)
