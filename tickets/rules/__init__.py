"""What would happen by itself: judged here, done by `tickets.actions.automating`."""
