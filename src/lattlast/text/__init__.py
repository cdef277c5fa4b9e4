"""What all rooms need to know of text: sentences, facts, mark-up across a rewrite, readability."""
