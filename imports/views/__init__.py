"""The doors of importing: one module a resource."""
