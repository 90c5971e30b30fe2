package walk

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// File is a file whose lines can be walked along.
type File struct {
	Name   string
	Lab    bool           // it asks for a lab
	Blocks []Block        // the blocks of a Markdown file, or a single one without a title
	Tape   *Tape          // of a recording, which has no blocks
	Lesson *lesson.Lesson // if it is a lesson; nil otherwise
}

// Block is a block of script lines in a file.
type Block struct {
	Title string // the heading above it, "" for none
	Lines []script.Line
}

// Read reads a script, the blocks of a Markdown file, or a recording. Lines that do not parse are marked,
// and can be changed.
func Read(name string) (File, error) {
	if taped, err := recording.Is(name); err != nil || taped {
		return tape(name, err)
	}
	source, err := script.Read(name)
	switch {
	case err != nil:
		return File{}, err
	case len(source.Lines) == 0:
		return File{}, fmt.Errorf("%s has no steps: a script has a step on a line, and a Markdown file netnet blocks", name)
	}
	f := File{Name: source.Name, Lab: source.Lab, Blocks: []Block{{Lines: source.Lines}}}
	if lesson.IsLesson(source.Whole) {
		if f.Lesson, err = lesson.Parse(name, source.Whole); err != nil {
			return File{}, err
		}
		f.Lab = f.Lesson.Lab()
	}
	if len(source.Whole) > len(source.Lines) {
		f.Blocks = blocks(source.Whole)
	}
	return f, nil
}

// tape opens a recording, unless there is an error already.
func tape(name string, err error) (File, error) {
	if err != nil {
		return File{}, err
	}
	file, err := recording.Open(name)
	if err != nil {
		return File{}, err
	}
	if file.Len() == 0 {
		_ = file.Close()
		return File{}, fmt.Errorf("%s has no steps%s", name, because(file.Cut()))
	}
	return File{Name: name, Tape: NewTape(filepath.Base(recording.Title(name)), file)}, nil
}

// because appends a warning about a recording to a sentence.
func because(cut string) string {
	if cut == "" {
		return ""
	}
	return ": " + cut
}

// blocks returns the netnet blocks of a Markdown file.
func blocks(all []script.Line) []Block {
	var list []Block
	title := ""
	for _, b := range script.Blocks(all) {
		switch {
		case !b.Fenced:
			for _, line := range b.Lines {
				title = cmp.Or(heading(line.Text), title)
			}
		case b.Word == "netnet" && len(b.Lines) > 0:
			list = append(list, Block{Title: title, Lines: b.Lines})
		}
	}
	return list
}

// heading returns the text of a Markdown heading (one or more # and a space), or "" for other lines.
func heading(line string) string {
	rest := strings.TrimLeft(line, "#")
	if rest == line || !strings.HasPrefix(rest, " ") {
		return ""
	}
	return strings.TrimSpace(rest)
}

// All returns the lines of all blocks, in order.
func (f File) All() []script.Line {
	var lines []script.Line
	for _, b := range f.Blocks {
		lines = append(lines, b.Lines...)
	}
	return lines
}

// Base returns the file's name without its folders.
func (f File) Base() string { return filepath.Base(f.Name) }
