print(min(3, 9, 5))
