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

// redacted is the session without its data: each text is as many bytes x as it had. Notes are left out,
// which may say it once more.
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

// hide is a step without its data. What is expected to come is then known by its length only.
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

// hideValue is what an option or a kernel setting is set to, without its bytes where it has no other form than bytes,
// which may be a key.
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

// hideOutcomes keeps what has no data in it. A part of a text becomes any text: where it stands in
// what comes is not known.
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

// hideAnswer is an event without its data, about a step without its data.
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

// hexBytes matches bytes as the language of steps writes them.
var hexBytes = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`hex:(?:[0-9a-fA-F]{2})*`) })

var hexDigit = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9a-fA-F]`) })

// hideHex makes as many bytes x of bytes that are written in hex.
func hideHex(text string) string {
	return hexBytes().ReplaceAllStringFunc(text, func(bytes string) string { return "hex:" + strings.Repeat("78", (len(bytes)-4)/2) })
}

// addressed reports whether an argument is an address, whose path is no data.
func addressed(arg string) bool { return len(arg) > 4 && arg[:4] == "{AF_" }

// quotedText matches a text in quotes, and the sign that it goes on.
var quotedText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"((?:[^"\\]|\\.)*)"(\.\.\.)?`) })

// quotedByte matches one byte of a text in quotes.
var quotedByte = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\x[0-9a-f]{2}|\\[0-7]{1,3}|\\.|[^\\]`) })

// hideQuoted replaces what stands in quotes by its length.
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
