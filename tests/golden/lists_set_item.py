rows = [[0, 0], [0, 0]]
for row in rows:
    for place in [0, 1]:
        row[place] = 7
print(rows)
