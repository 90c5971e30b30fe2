package step

import "fmt"

// RoleSize is the size of the buffer passed to a call.
var RoleSize Role = sizeRole{"size"}

type sizeRole struct{ role }

func (sizeRole) print(s *Step) []string { return []string{FormatSize(int64(s.Size))} }

func (sizeRole) check(s *Step, _ Param) error {
	if s.Size < 0 || s.Size > longestText {
		return fmt.Errorf("one step receives at most %s", FormatSize(longestText))
	}
	return nil
}

func (sizeRole) read(p *parser, _ Param) error {
	n, err := p.size(longestText)
	p.step.Size = n
	return err
}

// size reads a number of bytes.
func (p *parser) size(most int64) (int, error) {
	w, err := p.need("a size in bytes, such as 100 or 64KiB")
	if err != nil {
		return 0, err
	}
	n, err := ParseSize(w.raw)
	if err != nil || w.quoted {
		return 0, p.wrong(w, "%q is not a size: write bytes as 100, 4k, 64KiB or 1M", Clip(w.raw))
	}
	if n > most {
		return 0, p.wrong(w, "one step receives at most %s", FormatSize(most))
	}
	return int(n), nil
}
