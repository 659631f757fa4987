weight = 45.0
print(weight)
