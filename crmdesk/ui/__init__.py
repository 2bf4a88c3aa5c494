"""All of Qt lives here: the frame, the screens and the widgets they are made of.

It asks the store for rows and hands it mutations; it writes no SQL and speaks no HTTP.
"""
