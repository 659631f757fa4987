low, high = 3, 8
low, high = high, low
print(low, high)
