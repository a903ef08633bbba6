"""What people fill in, one file per noun. The rules for values are the core's; a form only knows its fields."""
