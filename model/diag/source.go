package diag

// Sources holds the text of files that diagnostics point into, by name, for the snippets printed
// with them. A file that was not recognised as a drawing is better left out: nothing of it is then
// shown.
type Sources map[string]string
