number = 5
print(1 <= number < 10, 7 > number > 5)
