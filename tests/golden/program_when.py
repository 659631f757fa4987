from sunmao import listen, stop, when

ready = True


@when(lambda: ready)
def on_condition():
    print('ready')
    stop()


listen()
