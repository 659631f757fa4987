from sunmao import every, listen, stop

n = 0


@every(0.02)
def on_time():
    global n
    n += 1
    print(n)
    if n >= 3:
        stop()


listen()
