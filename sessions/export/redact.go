package export

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// redacted returns the session without its data: each byte of a text is replaced by x. Notes are left
// out because they may repeat the data.
func (s *Session) redacted() *Session {
	hidden := *s
	hidden.Steps, hidden.Events, hidden.Notes = nil, nil, nil
	for _, one := range s.Steps {
		hidden.Steps = append(hidden.Steps, hide(one))
	}
	for i, e := range s.Events {
		hidden.Events = append(hidden.Events, hideAnswer(hidden.Steps[i], e))
	}
	return &hidden
}

// hide returns a step without its data. Of expected data only the length remains.
func hide(s step.Step) step.Step {
	if s.Text != nil {
		text := hideText(*s.Text)
		s.Text = &text
	}
	s.Texts = slices.Clone(s.Texts)
	for i, text := range s.Texts {
		s.Texts[i] = hideText(text)
	}
	s.Value = hideValue(s)
	s.Want, s.Until = hideOutcomes(s.Want), hideOutcomes(s.Until)
	if s.Spawned != nil {
		inner := hide(*s.Spawned)
		s.Spawned = &inner
	}
	return s
}

// hideValue returns the value of an option or a kernel setting, without bytes in hex and keys.
func hideValue(s step.Step) *string {
	if s.Value == nil {
		return nil
	}
	value := hideHex(*s.Value)
	if strings.HasSuffix(s.Key, "_key") { // net.ipv4.tcp_fastopen_key
		value = hexDigit().ReplaceAllString(value, "0")
	}
	return &value
}

func hideText(t step.Text) step.Text {
	return step.Text{Times: t.Times, Body: bytes.Repeat([]byte("x"), len(t.Body))}
}

// hideOutcomes removes the data from outcomes. A contained text becomes ok: its position is unknown.
func hideOutcomes(list []step.Outcome) []step.Outcome {
	hidden := slices.Clone(list)
	for i, o := range hidden {
		switch {
		case o.Contains:
			hidden[i] = step.Outcome{Word: "ok"}
		case o.Quoted:
			hidden[i].Text = bytes.Repeat([]byte("x"), len(o.Text))
		default:
			hidden[i].Word = hideHex(o.Word)
		}
	}
	return hidden
}

// hideAnswer returns an event without its data, for a step without its data.
func hideAnswer(s step.Step, e engine.Event) engine.Event {
	e.Text, e.Step = s.String(), s
	if e.Joined != nil {
		inner := hide(*e.Joined)
		e.Joined = &inner
	}
	e.Got, e.Problem = hideHex(hideQuoted(e.Got)), hideQuoted(e.Problem)
	if e.Clipped { // it has no closing quote
		e.Got = "…"
	}
	e.Notes, e.Warnings = slices.Clone(e.Notes), slices.Clone(e.Warnings)
	for i := range e.Notes {
		e.Notes[i] = hideQuoted(e.Notes[i])
	}
	for i := range e.Warnings {
		e.Warnings[i] = hideQuoted(e.Warnings[i])
	}
	e.Calls = slices.Clone(e.Calls)
	for i := range e.Calls {
		c := &e.Calls[i]
		c.Args = slices.Clone(c.Args)
		for n, arg := range c.Args {
			if !addressed(arg) {
				c.Args[n] = hideHex(hideQuoted(arg))
			}
		}
		c.Note = hideQuoted(c.Note)
		c.Values.Value = nil
		c.Values.Control = nil
	}
	return e
}

// hexBytes matches bytes in hex as written in steps.
var hexBytes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`hex:(?:[0-9a-fA-F]{2})*`) })

var hexDigit = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9a-fA-F]`) })

// hideHex replaces each byte written in hex by an x.
func hideHex(text string) string {
	return hexBytes().ReplaceAllStringFunc(text, func(bytes string) string { return "hex:" + strings.Repeat("78", (len(bytes)-4)/2) })
}

// addressed reports whether an argument is an address, whose path is not data.
func addressed(arg string) bool { return len(arg) > 4 && arg[:4] == "{AF_" }

// quotedText matches a quoted text and the dots that mark it as cut.
var quotedText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"((?:[^"\\]|\\.)*)"(\.\.\.)?`) })

// quotedByte matches one byte of a quoted text.
var quotedByte = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\x[0-9a-f]{2}|\\[0-7]{1,3}|\\.|[^\\]`) })

// hideQuoted replaces quoted texts by their length.
func hideQuoted(text string) string {
	return quotedText().ReplaceAllStringFunc(text, func(quoted string) string {
		m := quotedText().FindStringSubmatch(quoted)
		more := ""
		if m[2] != "" {
			more = " or more"
		}
		return fmt.Sprintf("<%d bytes%s>", len(quotedByte().FindAllString(m[1], -1)), more)
	})
}
