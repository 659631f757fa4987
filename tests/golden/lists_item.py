text = 'spam'
for place in [0, 1]:
    letter = text[place]
    print(letter)
pairs = [[1, 2], [3, 4]]
for pair in pairs:
    print(pair[place])
