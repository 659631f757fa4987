for name, age in zip(['Ann', 'Ben'], [11, 12]):
    print(name, age)
