package script

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Line is one line of a script, and where it stands in its file.
type Line struct {
	Number int
	Text   string
}

// Source is a script as it was read.
type Source struct {
	Name  string
	Lines []Line
	Lab   bool // the file asks for a lab of its own
}

// largestFile bounds a script, in bytes.
const largestFile = 64 << 20

// Read reads a script: a .netnet file, a Markdown file with netnet blocks, or a
// recording. The name "-" is standard input.
func Read(name string) (Source, error) {
	text, err := load(name)
	if err != nil {
		return Source{}, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // a byte order mark, as some editors write
	if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) {
		return Source{}, fmt.Errorf("%s is not a text file: a script is lines of text", name)
	}
	if name == "-" {
		name = "stdin"
	}
	source := Source{Name: name}
	switch trimmed := bytes.TrimSpace(text); {
	case len(trimmed) > 0 && trimmed[0] == '{':
		return recording(source, text)
	case strings.EqualFold(filepath.Ext(name), ".md"), strings.EqualFold(filepath.Ext(name), ".markdown"):
		source.Lines = blocks(lines(text))
	default:
		source.Lines = lines(text)
	}
	source.Lab = asksForLab(lines(text)) || asksForLab(source.Lines)
	return source, source.unknownNeed()
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

// readable says why a file can't be read, in words a person would use.
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

func lines(text []byte) []Line {
	var list []Line
	for line := range strings.Lines(string(text)) {
		list = append(list, Line{Number: len(list) + 1, Text: strings.TrimRight(line, "\r\n")})
	}
	return list
}

// fence matches the line that begins or ends a block of Markdown.
var fence = regexp.MustCompile("^ {0,3}(```+|~~~+)\\s*(\\S*)")

// blocks picks the lines of a Markdown file's netnet blocks.
func blocks(all []Line) []Line {
	var picked []Line
	open, wanted := "", false
	for _, line := range all {
		m := fence.FindStringSubmatch(line.Text)
		switch {
		case open == "" && m != nil:
			open, wanted = m[1], m[2] == "netnet"
		case open != "" && m != nil && strings.HasPrefix(m[1], open) && m[2] == "":
			open = ""
		case open != "" && wanted:
			picked = append(picked, line)
		}
	}
	return picked
}

// needs matches the comment by which a file says what it needs.
var needs = regexp.MustCompile(`^[^"]*#\s*needs:\s*(\S+)`)

// firstLines are those in which a file may say what it needs.
func firstLines(list []Line) []Line {
	const first = 10
	return list[:min(first, len(list))]
}

func asksForLab(list []Line) bool {
	return slices.ContainsFunc(firstLines(list), func(line Line) bool {
		m := needs.FindStringSubmatch(line.Text)
		return m != nil && m[1] == labNetwork
	})
}

// unknownNeed says that a script needs what nobody can give it.
func (s Source) unknownNeed() error {
	for _, line := range firstLines(s.Lines) {
		if m := needs.FindStringSubmatchIndex(line.Text); m != nil && line.Text[m[2]:m[3]] != labNetwork {
			return &Error{File: s.Name, Line: line.Number, Column: columnAt(line.Text, m[2]),
				Message: fmt.Sprintf("a script can need a lab, and nothing else: %q", clip(line.Text[m[2]:m[3]]))}
		}
	}
	return nil
}

// recording takes the steps out of a recording, to make them again.
func recording(source Source, text []byte) (Source, error) {
	for _, line := range lines(text) {
		if strings.TrimSpace(line.Text) == "" {
			continue
		}
		var record struct {
			Header
			Step string `json:"step"`
		}
		if err := json.Unmarshal([]byte(line.Text), &record); err != nil {
			return source, &Error{File: source.Name, Line: line.Number, Column: 1, Message: "this is no line of a recording: " + err.Error()}
		}
		if record.Version > version {
			return source, &Error{File: source.Name, Line: line.Number, Column: 1, Message: fmt.Sprintf("this recording has format %d, and this program knows %d", record.Version, version)}
		}
		source.Lab = source.Lab || record.Network == labNetwork
		if record.Step != "" {
			source.Lines = append(source.Lines, Line{Number: line.Number, Text: record.Step})
		}
	}
	return source, nil
}
