name = input('你叫什么名字？')
print('hello ' + name)
