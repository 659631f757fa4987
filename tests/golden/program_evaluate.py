numbers = [1, 2]
numbers.__len__()
print(numbers)
