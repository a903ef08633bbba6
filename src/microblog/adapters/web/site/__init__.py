"""The HTML site: one file of views per noun, their forms, templates and static files; `routes.py` is the table."""
