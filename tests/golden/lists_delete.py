numbers = [10, 20, 30]
del numbers[1]
print(numbers)
