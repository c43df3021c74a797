//go:build bare

package main

// settle does nothing: this build shows what go-graphviz does when nobody moves its cache.
func settle() string { return "" }
