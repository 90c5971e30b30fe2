package editor

import (
	"encoding/hex"
	"fmt"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// bytesForm is for values without a known structure: a line, and its bytes in a dump.
type bytesForm struct {
	lineForm
	scroll part.Scroll
}

func (f *bytesForm) keys() string            { return "↑↓ scroll" }
func (f *bytesForm) hint() string            { return f.option.Codec.Hint() }
func (f *bytesForm) typed()                  {} // bytes are continued, not replaced
func (f *bytesForm) move(by int, pages bool) { f.scroll.Move(by, pages) }

func (f *bytesForm) means(v sockopts.Value) string {
	n := len(v.Bytes())
	text := fmt.Sprintf("%d bytes", n)
	if n == 1 {
		text = "1 byte"
	}
	if f.option.Program() {
		text += fmt.Sprintf(", %d to an instruction", bytesPerInstruction)
	}
	return text
}

// bytesPerInstruction is the size of struct sock_filter (linux/filter.h).
const bytesPerInstruction = 8

func (f *bytesForm) view() formView {
	v := f.lineForm.view()
	if value, err := f.option.Parse(strings.TrimSpace(f.line.Text)); err == nil {
		v.list = dump(value.Bytes())
	}
	f.scroll.Total = len(v.list)
	v.scroll = &f.scroll
	return v
}

// dumpWidth is how many bytes are in a row.
const dumpWidth = 8

// dump returns bytes in hexadecimal and, where printable, as characters.
func dump(raw []byte) []formRow {
	var rows []formRow
	for at := 0; at < len(raw); at += dumpWidth {
		part := raw[at:min(at+dumpWidth, len(raw))]
		var digits, letters strings.Builder
		for _, b := range part {
			digits.WriteString(hex.EncodeToString([]byte{b}) + " ")
			if b < ' ' || b > '~' {
				b = '.'
			}
			letters.WriteByte(b)
		}
		rows = append(rows, formRow{index: unclickable, text: canvas.Line{
			canvas.Raised(theme.Dim, fmt.Sprintf("%04x  ", at)), canvas.Raised(theme.Text, canvas.Pad(digits.String(), 3*dumpWidth+1)), canvas.Raised(theme.Dim, letters.String()),
		}})
	}
	return rows
}
