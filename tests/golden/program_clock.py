from sunmao import clock

print(clock(part='timer') >= 0)
print(clock(part='year') > 2000)
