seen = {}
seen['Ann'] = 1
print(seen)
