try:
    print(1 / 0)
except ZeroDivisionError:
    print('not by zero')
for place, letter in enumerate('ab'):
    print(letter)
