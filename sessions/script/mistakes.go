package script

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// maxListed is how many mistakes of a script are listed individually.
const maxListed = 20

// Mistakes are the mistakes in a script: the first twenty, each a [*step.Error], and the number of others.
type Mistakes struct {
	listed []error
	count  int
}

// Add adds a mistake, which is only counted if enough are listed.
func (m *Mistakes) Add(mistake *step.Error) {
	if m.count++; m.count <= maxListed {
		m.listed = append(m.listed, mistake)
	}
}

// Err returns the mistakes as an error, or nil if there are none.
func (m *Mistakes) Err() error {
	if m.count == 0 {
		return nil
	}
	return m
}

// more returns how many mistakes are not listed.
func (m *Mistakes) more() int { return max(0, m.count-maxListed) }

// Unwrap returns the listed mistakes.
func (m *Mistakes) Unwrap() []error { return m.listed }

// Lines returns one sentence for each listed mistake, and a last one that counts the others.
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

// Error returns the sentences, one a line.
func (m *Mistakes) Error() string { return strings.Join(m.Lines(), "\n") }

// thousands formats a number with commas between thousands.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
