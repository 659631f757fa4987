from sunmao import every, running, stop, wait

beats = 0


@every(0.02)
def on_time():
    global beats
    beats += 1
    print('beat', beats)


wait(0.1)
while running():
    if beats >= 5:
        print('enough')
        stop()
