"""What is in a picture, how it is seen and how it is traced into paths."""
