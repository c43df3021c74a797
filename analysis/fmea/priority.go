package fmea

// A Priority says how soon something should be done about a row.
type Priority uint8

// The priorities, from the least.
const (
	Low Priority = iota
	Medium
	High
)

func (p Priority) String() string { return [...]string{"low", "medium", "high"}[p] }

// priorities are by occurrence (8 to 10, 6 and 7, 4 and 5, 2 and 3, 1), severity (9 and 10, 7 and 8, 4 to 6, 2
// and 3, 1) and, in each text, detection (7 to 10, 5 and 6, 2 to 4, 1). They are in the style of the action
// priority of AIAG and VDA (2019), which puts severity first; a product of the three ratings would
// weigh ordinals as if they were amounts. They were not held against that handbook.
var priorities = [5][5]string{
	{"HHHH", "HHHH", "HHMM", "MMLL", "LLLL"},
	{"HHHH", "HHHM", "MMML", "LLLL", "LLLL"},
	{"HHHM", "HMMM", "MLLL", "LLLL", "LLLL"},
	{"HMLL", "MMLL", "LLLL", "LLLL", "LLLL"},
	{"LLLL", "LLLL", "LLLL", "LLLL", "LLLL"},
}

// PriorityOf is the priority that three ratings make. Each is from 1 to 10; what is beyond counts as
// the nearest of them.
func PriorityOf(severity, occurrence, detection int) Priority {
	row := band(occurrence, 8, 6, 4, 2)
	column := band(severity, 9, 7, 4, 2)
	switch priorities[row][column][band(detection, 7, 5, 2)] {
	case 'H':
		return High
	case 'M':
		return Medium
	}
	return Low
}

// band is the index of the first of some falling limits that a rating reaches, or their number.
func band(rating int, limits ...int) int {
	for i, least := range limits {
		if rating >= least {
			return i
		}
	}
	return len(limits)
}
