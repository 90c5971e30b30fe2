package step

import (
	"fmt"
	"strconv"
	"strings"
)

// Foreign is a descriptor of another program: the ID of its process, and its number there.
type Foreign struct {
	PID int `json:"pid"`
	FD  int `json:"fd"`
}

// String returns it as a script writes it: 812:7.
func (f Foreign) String() string { return fmt.Sprintf("%d:%d", f.PID, f.FD) }

// ParseForeign parses 812:7.
func ParseForeign(text string) (Foreign, error) {
	pid, fd, _ := strings.Cut(text, ":")
	p, err1 := strconv.ParseUint(pid, 10, 31)
	d, err2 := strconv.ParseUint(fd, 10, 31)
	if err1 != nil || err2 != nil || p == 0 {
		return Foreign{}, fmt.Errorf("%q is not a descriptor of another program: write the number of its process and its own, as in p = attach 812:7", Clip(text))
	}
	return Foreign{int(p), int(d)}, nil
}

// RoleForeign is a descriptor of another program.
var RoleForeign Role = foreignRole{"foreign"}

type foreignRole struct{ role }

func (foreignRole) lacks(s *Step) bool     { return s.Foreign == nil }
func (foreignRole) print(s *Step) []string { return []string{s.Foreign.String()} }

func (foreignRole) check(s *Step, _ Param) error {
	if s.Foreign == nil {
		return nil
	}
	_, err := ParseForeign(s.Foreign.String())
	return err
}

func (foreignRole) read(p *parser, _ Param) error {
	w, err := p.need("a process and its descriptor, as in p = attach 812:7")
	if err != nil {
		return err
	}
	f, err := ParseForeign(w.raw)
	if err != nil {
		return p.wrong(w, "%v", err)
	}
	p.step.Foreign = &f
	return nil
}
