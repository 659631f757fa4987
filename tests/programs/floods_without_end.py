print('begun')
while True:
    print('x' * 70)
