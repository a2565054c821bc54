"""What a page says of itself: title, authors, days, licence."""
