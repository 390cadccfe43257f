"""Office Open XML from its file to elements: the package, effective properties, automatic numbers."""
