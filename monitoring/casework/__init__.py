"""What an officer or a school does with a youngster: the movements, and what the person page reads. Django allowed."""
