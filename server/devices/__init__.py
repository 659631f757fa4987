"""The bridges between programs, pages and hardware: processes of the studio that own the boards' ports and the cameras."""
