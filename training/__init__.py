"""What is run by hand, rarely, to make data that the package ships."""
