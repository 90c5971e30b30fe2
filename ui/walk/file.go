package walk

import (
	"fmt"
	"path/filepath"

	"netnet-tui/sessions/script"
)

// File is a file whose lines can be walked along.
type File struct {
	Name   string
	Lab    bool           // it asks for a lab
	Blocks []script.Block // one without a title where it is a script
}

// Read reads a script, or the blocks of a Markdown file. The lines need not all be right: those that are
// not are marked, and can be changed.
func Read(name string) (File, error) {
	source, err := script.Read(name)
	switch {
	case err != nil:
		return File{}, err
	case source.Blocks == nil && len(source.Lines) == 0:
		return File{}, fmt.Errorf("%s has no line that could be made: a script has steps, and a Markdown file netnet blocks", name)
	}
	f := File{Name: source.Name, Lab: source.Lab, Blocks: source.Blocks}
	if f.Blocks == nil {
		f.Blocks = []script.Block{{Lines: source.Lines}}
	}
	return f, nil
}

// All are the lines of all blocks, in their order.
func (f File) All() []script.Line {
	var lines []script.Line
	for _, b := range f.Blocks {
		lines = append(lines, b.Lines...)
	}
	return lines
}

// Base is its name without the folders.
func (f File) Base() string { return filepath.Base(f.Name) }
