"""Business units inside a workspace (Mandanten), in the workspace's own schema."""
