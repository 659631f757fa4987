numbers = list(map(int, ['3', '4', '5']))
print(sum(numbers))
