package foreign

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/output"
)

// optionRow is the JSON of an option of another process's socket.
type optionRow struct {
	Name   string        `json:"name"`
	Level  string        `json:"level"`
	Value  string        `json:"value,omitempty"`
	Errno  string        `json:"errno,omitempty"`
	Unread string        `json:"unread,omitempty"` // what reading would change or need
	From   attach.Source `json:"from,omitempty"`
	Held   int64         `json:"held_ns,omitempty"`
	LetGo  bool          `json:"let_go,omitempty"`
}

func optionRowOf(r attach.Reading) optionRow {
	row := optionRow{Name: r.Option.Name, Level: r.Option.Level, Errno: r.Errno, Unread: r.Effect, From: r.Source, Held: r.Held.Nanoseconds(), LetGo: r.LetGo() != ""}
	if r.Known() {
		row.Value = r.Value.String()
	}
	return row
}

// Show prints a socket of a process with all its options.
func Show(p *attach.Process, fd int, w io.Writer, asJSON bool) error {
	s, err := p.Socket(fd)
	if err != nil {
		return err
	}
	swept, err := p.Sweep(s)
	if err != nil {
		return err
	}
	if asJSON {
		answer := struct {
			Socket  socketRow   `json:"socket"`
			Options []optionRow `json:"options"`
			Missing []string    `json:"missing,omitempty"`
		}{rowOf(p, swept.Socket), nil, swept.Missing}
		for _, r := range swept.Readings {
			answer.Options = append(answer.Options, optionRowOf(r))
		}
		return indented(w, answer)
	}
	_, err = io.WriteString(w, page(p, swept))
	return err
}

// page describes a socket for people.
func page(p *attach.Process, w attach.Sweep) string {
	var b output.Page
	b.Line("%s", headline(p, w.Socket))
	b.Line("")
	var rows [][]string
	for _, r := range w.Readings {
		rows = append(rows, []string{r.Option.Name, r.How(), valueWord(r)})
	}
	if len(rows) > 0 {
		b.Columns(rows)
	}
	b.Line("")
	b.Line("%s", Summary(w.Readings))
	for _, r := range w.Readings {
		if said := r.LetGo(); said != "" {
			b.Line("%s", said)
		}
	}
	for _, m := range w.Missing {
		b.Line("%s", m)
	}
	return b.String()
}

// headline describes a socket in a line.
func headline(p *attach.Process, s attach.Socket) string {
	words := []string{fmt.Sprintf("%s (process %d) fd %d: %s", p.Name, p.PID, s.FD, s.Kind)}
	if s.State != "" {
		words = append(words, string(s.State))
	}
	if s.Local != "" {
		words = append(words, s.Local)
	}
	if s.Peer != "" {
		words = append(words, "to "+s.Peer)
	}
	if received, sent := queues(s); received != "" {
		words = append(words, "recv "+received+" send "+sent)
	}
	words = append(words, fmt.Sprintf("inode %d", s.Inode))
	if s.Network != "" {
		words = append(words, "in "+s.Network)
	}
	return strings.Join(words, "  ")
}

// valueWord returns a value, or why there is none.
func valueWord(r attach.Reading) string {
	switch {
	case r.Effect != "":
		return "not read: " + r.Effect
	case r.Errno != "":
		return "! " + r.Errno
	case !r.Known():
		return "?"
	}
	return r.Value.String()
}

// Summary says where the values come from, and how long copies were held.
func Summary(readings []attach.Reading) string {
	var held []time.Duration
	from := map[attach.Source]int{}
	for _, r := range readings {
		from[r.Source]++
		if r.Source == attach.FromCopy {
			held = append(held, r.Held)
		}
	}
	said := fmt.Sprintf("%d of sock_diag, %d of fdinfo, %d by a copy each", from[attach.FromDiag], from[attach.FromFdinfo], len(held))
	if len(held) > 0 {
		slices.Sort(held)
		said += fmt.Sprintf(": %s in the median, at most %s", attach.Held(held[len(held)/2]), strings.TrimPrefix(attach.Held(held[len(held)-1]), "held "))
	}
	return said
}
