package ui

import (
	"encoding/hex"
	"fmt"
	"strings"

	"netnet-tui/sockopts"
)

// meaning is what the line comes to, in words; problem is why it comes to nothing.
func (e *editor) meaning() (means, problem string) {
	text := strings.TrimSpace(e.line.Text)
	if text == "" {
		return "write " + e.option.Codec.Hint(), ""
	}
	value, err := e.option.Parse(text)
	if err != nil {
		return "", err.Error()
	}
	if strings.HasPrefix(text, "hex:") && e.form.Kind != sockopts.BytesForm {
		return fmt.Sprintf("%d bytes: %s", len(value.Bytes()), value), ""
	}
	switch e.form.Kind {
	case sockopts.NumberForm:
		return e.numberMeans(value), ""
	case sockopts.TimeForm:
		return timeMeans(text), ""
	case sockopts.LingerForm:
		return lingers(value.String()), ""
	case sockopts.FlagsForm:
		number, _ := value.Number()
		return fmt.Sprintf("%d set, 0x%x", len(flagsOf(value.String())), uint32(number)), ""
	case sockopts.TextForm:
		return fmt.Sprintf("%d of at most %d bytes", len(value.Bytes()), e.form.Room), ""
	case sockopts.BytesForm:
		return fmt.Sprintf("%d bytes", len(value.Bytes())), ""
	}
	return "", ""
}

// units are the units of numbers, in words.
var units = map[string]string{"B": "bytes", "s": "seconds", "ms": "milliseconds", "us": "microseconds"}

func (e *editor) numberMeans(value sockopts.Value) string {
	number, ok := value.Number()
	if !ok {
		return value.String()
	}
	said := strings.TrimSpace(fmt.Sprintf("%d %s", number, units[e.form.Unit]))
	if written, ok := e.option.Writing(value.String()); ok && written != value.String() {
		said += ", of which the kernel makes twice as many"
	}
	return said
}

func timeMeans(text string) string {
	us, ok := microseconds(text)
	switch {
	case !ok:
		return ""
	case us == 0:
		return "no limit: a call waits for as long as it takes"
	}
	return fmt.Sprintf("%d microseconds: a call that waits longer answers EAGAIN", us)
}

// lingers is what close does with a value of SO_LINGER (socket(7)).
func lingers(value string) string {
	switch {
	case !strings.HasPrefix(value, "on,"):
		return "close returns at once, and the kernel goes on sending what is left"
	case value == "on,0s":
		return "close drops what is left and resets the connection (RST)"
	}
	return "close waits up to " + strings.TrimPrefix(value, "on,") + " until what is left is acknowledged, also on a non-blocking socket"
}

// dump is bytes as hexdump(1) shows them, in at most so many lines.
func dump(raw []byte, lines int) []string {
	const wide = 16
	var shown []string
	for at := 0; at < len(raw) && len(shown) < lines; at += wide {
		row := raw[at:min(at+wide, len(raw))]
		digits := hex.EncodeToString(row)
		var b strings.Builder
		for i := 0; i < len(digits); i += 2 {
			b.WriteString(digits[i:i+2] + " ")
		}
		shown = append(shown, fmt.Sprintf("%04x  %s", at, b.String()))
	}
	return shown
}
