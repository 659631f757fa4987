from sunmao import running, stop

n = 0

while running():
    n += 1
    print(n)
    if n >= 3:
        stop()
