// Package suggest writes what is missing: for every failure mode of an arrow that nobody is told of
// a monitor and an alert, as rules for Prometheus, as lines of the drawing, and objectives for the
// journeys. An expression is only suggested if the reader of expressions finds that it comes true in
// the failure it is for; a metric that nothing knows of bears a name that begins with REPLACE.
//
// Everything that a drawing says is written by strangers. It gets into comments, YAML, PromQL and
// templates through the functions of quote.go alone.
package suggest
