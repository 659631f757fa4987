from sunmao import wait

name = input('你叫什么名字？')
print(f'你好，{name}')
for count in range(3):
    print('我们一起学人工智能！')
    wait(1)
