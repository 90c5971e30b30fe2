package script

import "strings"

// Block is a part of a Markdown file: the lines inside a fenced block, or those between two blocks.
type Block struct {
	Fenced bool
	Word   string // the word after the opening fence: netnet
	Line   int    // where it begins: the line of the fence, or the first line of the others
	Open   bool   // the closing fence is missing
	Lines  []Line // without the fences
}

// Blocks splits a Markdown file into blocks.
func Blocks(all []Line) []Block {
	var list []Block
	open := ""
	for _, line := range all {
		mark, word, ok := fence(line.Text)
		last := len(list) - 1
		switch {
		case open == "" && ok:
			open = mark
			list = append(list, Block{Fenced: true, Word: word, Line: line.Number, Open: true})
		case open != "" && ok && strings.HasPrefix(mark, open) && word == "":
			open, list[last].Open = "", false
		case open == "" && (last < 0 || list[last].Fenced):
			list = append(list, Block{Line: line.Number, Lines: []Line{line}})
		default:
			list[last].Lines = append(list[last].Lines, line)
		}
	}
	return list
}

// marked returns the lines of a Markdown file's netnet blocks.
func marked(all []Line) []Line {
	var picked []Line
	for _, block := range Blocks(all) {
		if block.Fenced && block.Word == "netnet" {
			picked = append(picked, block.Lines...)
		}
	}
	return picked
}

// fence parses a line that begins or ends a fenced block in Markdown: three or more backticks or tildes after at most
// three blanks, and the word after them.
func fence(line string) (mark, word string, ok bool) {
	bare := strings.TrimLeft(line, " ")
	if len(line)-len(bare) > 3 || bare == "" || bare[0] != '`' && bare[0] != '~' {
		return "", "", false
	}
	rest := strings.TrimLeft(bare, bare[:1])
	mark = bare[:len(bare)-len(rest)]
	rest = strings.TrimLeft(rest, blank)
	if end := strings.IndexAny(rest, blank); end >= 0 {
		rest = rest[:end]
	}
	return mark, rest, len(mark) >= 3
}
