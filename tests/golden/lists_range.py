numbers = list(range(2, 11, 4))
print(numbers)
