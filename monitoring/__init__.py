"""VSV in Beeld: files in; figures, flags and files on pupils out."""
