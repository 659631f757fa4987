print(sum(n * n for n in range(4)))
print((1 + 2) * 3)
