"""Mail in: raw bytes become something the desk can read."""
