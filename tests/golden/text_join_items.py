words = ['a']
for word in ['b', 'c']:
    words.append(word)
print('-'.join(sorted(words)))
