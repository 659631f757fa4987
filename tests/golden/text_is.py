print('123'.isdigit(), 'a1'.isalpha())
