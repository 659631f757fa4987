print('data/plants.csv')
