counts = {'a': 1}
print(counts.get('a', 0), counts.get('b', 0))
