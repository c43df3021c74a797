package diagram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// helvetica holds the advance widths of the printable ASCII characters from the blank on, in
// thousandths of an em, after Adobe's metrics of the font. Arial has the same.
var helvetica = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // blank to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// A font is a size of letter, how much wider than Helvetica it may turn out, because the reader's
// machine has another font or because it is bold, and how many letters of one text are drawn. The
// rest is in the tool tip.
type font struct {
	size, slack float64
	most        int
}

var (
	nameFont  = font{13, 1.12, 80}
	smallFont = font{11, 1.05, 80}
	whenFont  = font{11, 1.12, 80}
	frameFont = font{11, 1.12, 80}
	chipFont  = font{10, 1.12, 80}
	titleFont = font{20, 1.12, 200}
	lineFont  = font{13, 1.05, 400}
)

// width is the room that text takes in one line.
func (f font) width(text string) float64 {
	sum := 0
	for _, r := range text {
		sum += advance(r)
	}
	return float64(sum) / 1000 * f.size * f.slack
}

func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return helvetica[r-' ']
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r), r == '…', r == '—':
		return 1000
	case unicode.IsUpper(r):
		return 740
	}
	return 610
}

// wide tells whether a character is drawn as wide as high: East Asian scripts and pictures.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x2E80 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 || r >= 0x2600 && r <= 0x27BF || r >= 0x1F000 && r <= 0x1FBFF ||
		r >= 0x2000 && unicode.Is(unicode.So, r)
}

// lines breaks text into at most limit lines that are at most room wide: behind blanks and
// punctuation, and anywhere in a word that is wider than that. What does not fit becomes an
// ellipsis.
func (f font) lines(text string, room float64, limit int) []string {
	const ellipsis = "…"
	words, cut := f.pieces(text)
	var all []string
	line := ""
	for _, word := range f.split(words, room) {
		if line != "" && f.width(strings.TrimRight(line+word, " ")) > room {
			all, line = append(all, strings.TrimRight(line, " ")), ""
		}
		line += word
	}
	if line != "" {
		all = append(all, strings.TrimRight(line, " "))
	}
	if len(all) > limit {
		all, cut = all[:limit], true
	}
	if cut {
		last := all[len(all)-1]
		last = last[:min(len(last), f.fitting(last, room-f.width(ellipsis)))]
		all[len(all)-1] = strings.TrimRight(last, " ") + ellipsis
	}
	return all
}

// split breaks the words that are wider than room.
func (f font) split(words []string, room float64) []string {
	var all []string
	for _, word := range words {
		for f.width(strings.TrimRight(word, " ")) > room {
			n := f.fitting(word, room)
			if n == len(word) {
				break
			}
			all, word = append(all, word[:n]), word[n:]
		}
		if word != " " {
			all = append(all, word)
		}
	}
	return all
}

// fitting is how many bytes of text fit into the room, at least one character.
func (f font) fitting(text string, room float64) int {
	fits := 0
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if i > 0 && f.width(text[:end]) > room {
			break
		}
		fits = end
	}
	return fits
}

// pieces splits text where a line may end. It tells whether text was too long to be drawn whole.
func (f font) pieces(text string) (words []string, cut bool) {
	text = strings.Join(strings.Fields(clean(text)), " ")
	if runes := []rune(text); len(runes) > f.most {
		text, cut = string(runes[:f.most]), true
	}
	from := 0
	for i, r := range text {
		if strings.ContainsRune(" -/_.:,", r) && !strings.HasPrefix(text[i+1:], " ") {
			words = append(words, text[from:i+1])
			from = i + 1
		}
	}
	if from < len(text) {
		words = append(words, text[from:])
	}
	return words, cut
}

// clean makes text fit to be shown: what is no text (control characters, broken UTF-8) and what
// turns the direction of the text around it becomes the replacement character. Line breaks and
// tabs stay.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r >= 0xFFFE && r <= 0xFFFF:
			return utf8.RuneError
		case unicode.In(r, unicode.Zl, unicode.Zp): // line breaks that editors do not show
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}
