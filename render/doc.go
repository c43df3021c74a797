// Package render writes what the analysis has to say: as text for people, as a story for a meeting,
// as JSON for programs, and in the formats of code hosts, test viewers and review bots. A writer computes nothing that matters: whatever
// two of them print, they take from the same Report, so that they cannot disagree. They see no
// file, no clock and no terminal; what a terminal could act on is escaped in one place.
package render
