package script

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/recording"
)

// Line is one line of a script by its place in the file, or one step of a recording by its place in the session.
type Line struct {
	Number int // from 1; 0 for one that was added
	Text   string
}

// Source is the text of a script.
type Source struct {
	Name  string
	Lines []Line
	Whole []Line // all lines of the file, including the prose of a Markdown file
	Lab   bool   // the file asks for a lab
	Cut   string // why a recording is incomplete; "" if it is complete
	Unit  Unit   // what the numbers of Lines count

	recorded *recording.File // if it is a recording
}

// largestFile is the maximum size of a script in bytes.
const largestFile = 64 << 20

// mostLines is the maximum number of lines in a script.
const mostLines = 4 << 20

// Read reads a script: a .netnet file, a Markdown file with netnet blocks, or a recording. The name "-" is standard
// input.
func Read(name string) (Source, error) {
	text, err := load(name)
	if err != nil {
		return Source{}, err
	}
	if name == "-" {
		name = "stdin"
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // a byte order mark, which some editors write
	if recording.Begins(text) {
		return replayed(name, text)
	}
	switch {
	case filepath.Ext(name) == recording.Ending && len(bytes.TrimSpace(text)) > 0:
		return Source{}, fmt.Errorf("%s is not a recording: its first line is not one of a session, which begins with {", name)
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text):
		return Source{}, fmt.Errorf("%s is not a text file: a script is lines of text", name)
	case bytes.Count(text, []byte("\n")) > mostLines:
		return Source{}, fmt.Errorf("%s has more lines than a script can have (%d)", name, mostLines)
	}
	all := Lines(text)
	source := Source{Name: name, Lines: all, Whole: all, Unit: OfLines}
	if Markdown(name) {
		source.Lines = marked(all)
	}
	source.Lab = asksForLab(all) || asksForLab(source.Lines)
	return source, source.unknownNeed()
}

// Markdown reports whether a file is a Markdown file, by its name.
func Markdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

func load(name string) ([]byte, error) {
	file := os.Stdin
	if name != "-" {
		var err error
		if file, err = os.Open(name); err != nil {
			return nil, readable(name, err)
		}
		defer func() { _ = file.Close() }()
	}
	text, err := io.ReadAll(io.LimitReader(file, largestFile+1))
	if err != nil {
		return nil, readable(name, err)
	}
	if len(text) > largestFile {
		return nil, fmt.Errorf("%s is larger than a script can be (%d MiB)", name, largestFile>>20)
	}
	return text, nil
}

// readable returns the error of a file that can't be read, in plain words.
func readable(name string, err error) error {
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory: name a script in it", name)
	}
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s can't be read: %w", name, err)
}

// Lines returns the lines of a text, numbered from 1, without their ends.
func Lines(text []byte) []Line {
	var list []Line
	for line := range strings.Lines(string(text)) {
		list = append(list, Line{Number: len(list) + 1, Text: strings.TrimRight(line, "\r\n")})
	}
	return list
}

// blank are the characters that separate words in Markdown, and in the comment that says what a file needs.
const blank = " \t\n\f\r"

// need returns what a comment "# needs: X" in a line asks for, and its byte offset; at is negative if there is none.
func need(line string) (word string, at int) {
	const key = "needs:"
	comments, _, _ := strings.Cut(line, `"`) // if the line has a quoted text, only what comes before it
	for from := 0; ; {
		i := strings.Index(line[from:], key)
		if i < 0 || from+i > len(comments) {
			return "", -1
		}
		from += i + len(key)
		if !strings.HasSuffix(strings.TrimRight(line[:from-len(key)], blank), "#") {
			continue
		}
		rest := strings.TrimLeft(line[from:], blank)
		at = len(line) - len(rest)
		if end := strings.IndexAny(rest, blank); end >= 0 {
			rest = rest[:end]
		}
		if rest != "" {
			return rest, at
		}
	}
}

// firstLines returns the lines in which a file may say what it needs.
func firstLines(list []Line) []Line {
	const first = 10
	return list[:min(first, len(list))]
}

func asksForLab(list []Line) bool {
	return slices.ContainsFunc(firstLines(list), func(line Line) bool {
		word, _ := need(line.Text)
		return word == recording.Lab
	})
}

// unknownNeed returns the error of a script that needs something unknown.
func (s Source) unknownNeed() error {
	for _, line := range firstLines(s.Lines) {
		if word, at := need(line.Text); at >= 0 && word != recording.Lab {
			return &step.Error{File: s.Name, Line: line.Number, Column: utf8.RuneCountInString(line.Text[:at]) + 1,
				Message: fmt.Sprintf("a script can need a lab, and nothing else: %q", step.Clip(word))}
		}
	}
	return nil
}
