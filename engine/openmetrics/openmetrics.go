// Package openmetrics writes metrics in the text format of OpenMetrics 1.0
// (https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md).
package openmetrics

import (
	"strconv"
	"unicode/utf8"
)

// Kind is the type of a metric family.
type Kind string

// The types in use.
const (
	Gauge   Kind = "gauge"
	Counter Kind = "counter"
	Info    Kind = "info"
)

// suffix returns what is appended to the name of a family in the names of its samples.
func (k Kind) suffix() string {
	switch k {
	case Counter:
		return "_total"
	case Info:
		return "_info"
	case Gauge:
	}
	return ""
}

// Text builds metrics: families, each followed by its samples.
type Text struct {
	text   []byte
	sample string // the name of samples of the last family
}

// Family begins a family. Its name ends in the unit, if there is one.
func (t *Text) Family(name string, kind Kind, unit, help string) {
	t.sample = name + kind.suffix()
	t.text = append(t.text, "# TYPE "+name+" "+string(kind)+"\n"...)
	if unit != "" {
		t.text = append(t.text, "# UNIT "+name+" "+unit+"\n"...)
	}
	t.text = append(appendEscaped(append(t.text, "# HELP "+name+" "...), help), '\n')
}

// Sample adds a sample to the last family; labels alternate between names and values.
func (t *Text) Sample(value float64, labels ...string) {
	t.text = append(t.text, t.sample...)
	for i := 0; i+1 < len(labels); i += 2 {
		t.text = append(t.text, "{,"[min(i, 1)])
		t.text = append(t.text, labels[i]+`="`...)
		t.text = append(appendEscaped(t.text, labels[i+1]), '"')
	}
	if len(labels) > 1 {
		t.text = append(t.text, '}')
	}
	t.text = append(strconv.AppendFloat(append(t.text, ' '), value, 'f', -1, 64), '\n')
}

// One writes a family with one sample.
func (t *Text) One(name string, kind Kind, unit, help string, value float64) {
	t.Family(name, kind, unit, help)
	t.Sample(value)
}

// End returns the complete text.
func (t *Text) End() []byte { return append(t.text, "# EOF\n"...) }

// appendEscaped appends text as it stands between quotes. The name of another program may contain anything, so
// characters that affect a terminal are written as numbers.
func appendEscaped(to []byte, text string) []byte {
	for _, r := range text {
		switch {
		case r == '\n':
			to = append(to, `\n`...)
		case r == '"' || r == '\\':
			to = append(to, '\\', byte(r))
		case r != utf8.RuneError && strconv.IsPrint(r):
			to = utf8.AppendRune(to, r)
		default:
			to = append(to, `\\u`+strconv.FormatInt(int64(r), 16)...)
		}
	}
	return to
}
