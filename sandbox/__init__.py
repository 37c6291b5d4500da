"""The servers a desk needs, on one's own machine: database, queue and a mail world to try it in."""
