"""What other programs speak, from and to the directory."""
