"""The morning of an officer or a school: who needs me, the list, its filters, and what is done to several at once."""
