from sunmao import plot

for i in range(1, 4):
    plot(name='光', value=i)
