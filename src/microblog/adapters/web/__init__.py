"""HTTP without a framework, and one binding for each framework."""
