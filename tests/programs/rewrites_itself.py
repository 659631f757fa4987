with open(__file__, 'w') as file:
    file.write('# other\n' * 9)
1 / 0
