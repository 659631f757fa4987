both = [1, 2] + [3]
print(both, 7.5 // 2, 'ab' * 2)
