x = 3
x *= 4
x /= 2
x -= 1
print(x)
