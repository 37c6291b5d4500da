"""What is to become of many tickets at once: which ones, what of each, and who would hear of it. Writes nothing."""
