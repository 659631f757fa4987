print('kim@school.org'.endswith('.org'))
