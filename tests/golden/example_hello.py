from sunmao import wait

name = input('你叫什么名字？')
print('你好，' + str(name))
for count in range(3):
    print('我们一起学人工智能！')
    wait(1)
