"""Every page a customer sees; doors only."""
