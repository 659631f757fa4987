print(int('12') + 1, float('2.5'), int('101', 2), int(3.7))
