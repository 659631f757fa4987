# say hello
# 打个招呼
print('hello')
