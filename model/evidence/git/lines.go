package git

import (
	"bufio"
	"errors"
	"io"
)

// longestLine is how many bytes of a line are kept. Longer ones are made by nobody who means well.
const longestLine = 1 << 20

// lines gives one line of a text after another.
type lines struct {
	from    *bufio.Reader
	long    []byte // holds a line that the buffer of from does not
	number  int32
	cut     bool // the line is longer than longestLine, and only its beginning is given
	noBreak bool // the line is the last one and no line break ends it
}

func newLines(r io.Reader) *lines { return &lines{from: bufio.NewReaderSize(r, 64<<10)} }

// next is the next line without its line break, valid until the next call, or io.EOF after the last,
// or what went wrong with reading.
func (l *lines) next() ([]byte, error) {
	l.cut, l.noBreak = false, false
	line, err := l.from.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, err = l.rest(line)
	}
	switch {
	case err == nil:
	case errors.Is(err, io.EOF) && len(line) > 0:
		l.noBreak = true
	default:
		return nil, err
	}
	if l.number < 1<<31-1 {
		l.number++
	}
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	return line, nil
}

// rest is a line that begins with the given bytes, read to its end.
func (l *lines) rest(begin []byte) ([]byte, error) {
	l.long = append(l.long[:0], begin...)
	for {
		piece, err := l.from.ReadSlice('\n')
		if room := longestLine - len(l.long); len(piece) > room {
			piece, l.cut = piece[:room], true
		}
		l.long = append(l.long, piece...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return l.long, err
		}
	}
}
