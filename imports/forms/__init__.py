"""What people say about files they bring."""
