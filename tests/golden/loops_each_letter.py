for letter in 'abc':
    print(letter)
