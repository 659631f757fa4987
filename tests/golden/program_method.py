text = 'a-b-c'
print(text.partition('-'))
