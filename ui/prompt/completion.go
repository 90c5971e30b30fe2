package prompt

// Completion holds the words that could stand at the cursor, and which of them does.
type Completion struct {
	From  int // where in the line the word begins
	Words []string
	At    int // the index of the word in the line; -1 for what was typed
	typed string
}

// Begin offers words for the text between from and the cursor.
func (c *Completion) Begin(l *Line, from int, words []string) {
	from = max(0, min(from, l.Cursor))
	*c = Completion{From: from, Words: words, At: -1, typed: l.Text[from:l.Cursor]}
}

// Cycle puts the next word (or, if by is negative, the one before) into the line. Past the last word comes
// what was typed.
func (c *Completion) Cycle(l *Line, by int) bool {
	if len(c.Words) == 0 {
		return false
	}
	if len(c.Words) == 1 {
		c.At = 0
		l.Replace(c.From, c.Words[0])
		return true
	}
	n := len(c.Words) + 1
	c.At = (c.At+1+by+n)%n - 1
	word := c.typed
	if c.At >= 0 {
		word = c.Words[c.At]
	}
	l.Replace(c.From, word)
	return true
}
