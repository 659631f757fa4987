"""The textbooks' names for boards (`pinpong`) and messages (`siot`), on Sunmao's boards and within the program."""
