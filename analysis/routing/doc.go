// Package routing tells whom an alert reaches by its labels: exactly where all of them are known,
// and in three values where some are not. It knows the tree of Alertmanager, its mute times and its
// inhibitions; it does not know whether anybody reads what a receiver is sent.
//
// Every label is divided into classes of values that no matcher of the tree tells apart. What is
// asked of the tree then is a function of finitely many choices, held in a decision diagram, so that
// an answer is about all possible sets of labels without going through them one by one.
package routing
