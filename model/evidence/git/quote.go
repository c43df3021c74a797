package git

// unquote is the path that git prints, which quotes one in the manner of C where it holds anything
// but printable ASCII. It writes to buffer where it has to, and reports whether the path can be read.
func unquote(path, buffer []byte) ([]byte, bool) {
	if len(path) == 0 {
		return nil, false
	}
	if path[0] != '"' {
		return path, true
	}
	if len(path) < 3 || path[len(path)-1] != '"' {
		return nil, false
	}
	path, buffer = path[1:len(path)-1], buffer[:0]
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '"':
			return nil, false
		case c != '\\':
			buffer = append(buffer, c)
		default:
			escaped, length, ok := unescape(path[i+1:])
			if !ok {
				return nil, false
			}
			buffer = append(buffer, escaped)
			i += length
		}
	}
	return buffer, true
}

// unescape is the byte that stands after a backslash, and how many bytes it takes there.
func unescape(after []byte) (escaped byte, length int, ok bool) {
	if len(after) == 0 {
		return 0, 0, false
	}
	switch after[0] {
	case 'a':
		return '\a', 1, true
	case 'b':
		return '\b', 1, true
	case 'f':
		return '\f', 1, true
	case 'n':
		return '\n', 1, true
	case 'r':
		return '\r', 1, true
	case 't':
		return '\t', 1, true
	case 'v':
		return '\v', 1, true
	case '"', '\\':
		return after[0], 1, true
	}
	if len(after) < 3 || after[0] > '3' {
		return 0, 0, false
	}
	for _, digit := range after[:3] {
		if digit < '0' || digit > '7' {
			return 0, 0, false
		}
		escaped = escaped<<3 | (digit - '0')
	}
	// No path holds a NUL.
	return escaped, 3, escaped != 0
}
