print(max(3, 9, 5))
