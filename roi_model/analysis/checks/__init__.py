"""Black-box checks made on the cases of a run itself."""
