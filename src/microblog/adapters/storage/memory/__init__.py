"""Storage in the memory of one process: for tests, for trying things out, and as the model for the other storages.

It is plain rather than fast, so that it is easy to see that it is right.
"""
