first = [1, 2]
first.extend([3, 4])
print(first)
