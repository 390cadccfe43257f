"""From a finished batch to the print room: what is printed, the print files, the list that goes with them."""
