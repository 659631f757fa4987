print('不知道')
