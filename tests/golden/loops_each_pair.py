for place, day in enumerate(['Mon', 'Tue']):
    print(place, day)
