words = '''two
  lines'''
for count in range(2):
    for word in words.split():
        print(word)  # kept as typed
