letters = list('abc')
print(tuple(letters), len(set(letters)), list(reversed(letters)))
for number, letter in enumerate(letters, 1):
    print(number, letter)
print(letters.copy())
