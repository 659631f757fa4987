def grade(score):
    if score >= 90:
        print('very good')
        return 'A'
    if score >= 50:
        print('good')
    return 'B'


print(grade(95), grade(70))
