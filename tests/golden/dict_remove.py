zoo = {'lion': 2, 'zebra': 5}
del zoo['lion']
print(zoo)
