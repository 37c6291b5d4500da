"""The doors of the desk: one module a resource."""
