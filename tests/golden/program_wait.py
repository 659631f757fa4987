from sunmao import wait

wait(0.01)
print('later')
