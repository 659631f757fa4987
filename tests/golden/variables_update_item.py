counts = {'a': 1}
counts['a'] += 2
print(counts)
