"""How the collections came to be, step by step. A released step is never changed.

A step may be cut off anywhere and begun anew, and two processes may be in it at once: it makes what is missing.
"""
