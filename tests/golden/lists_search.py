numbers = [3, 1, 3]
print(numbers.count(3), numbers.index(1))
