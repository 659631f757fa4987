print(sorted(['bb', 'a'], key=len))
