from sunmao import choose

print(choose(question='which one?', options=['cat', 'dog']))
