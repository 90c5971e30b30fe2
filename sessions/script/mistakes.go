package script

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// maxListed is how many mistakes of a script are listed one by one.
const maxListed = 20

// Mistakes are what is wrong with the lines of a script: the first twenty, each an
// [*Error], and how many more there are.
type Mistakes struct {
	listed []error
	count  int
}

// Add adds a mistake, which is only counted where enough are listed.
func (m *Mistakes) Add(mistake *step.Error) {
	if m.count++; m.count <= maxListed {
		m.listed = append(m.listed, mistake)
	}
}

// Err is the mistakes, nil if there are none.
func (m *Mistakes) Err() error {
	if m.count == 0 {
		return nil
	}
	return m
}

// more is how many mistakes are not listed.
func (m *Mistakes) more() int { return max(0, m.count-maxListed) }

// Unwrap gives the mistakes that are listed.
func (m *Mistakes) Unwrap() []error { return m.listed }

// Lines are one sentence per mistake, and a last one that counts the rest.
func (m *Mistakes) Lines() []string {
	list := make([]string, 0, len(m.listed)+1)
	for _, mistake := range m.listed {
		list = append(list, mistake.Error())
	}
	if n := m.more(); n > 0 {
		list = append(list, fmt.Sprintf("and %s more", thousands(n)))
	}
	return list
}

// Error is the sentences, a line each.
func (m *Mistakes) Error() string { return strings.Join(m.Lines(), "\n") }

// thousands is a number with its thousands apart.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
