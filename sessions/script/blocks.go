package script

import "strings"

// Block is a part of a Markdown file: the lines within a fence, or those between two.
type Block struct {
	Fenced bool
	Word   string // behind the fence that opens it: netnet
	Line   int    // where it begins: of the fence, or the first line of the others
	Open   bool   // the fence that opens it has none that closes it
	Lines  []Line // without the fences
}

// Blocks takes a Markdown file apart.
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

// marked picks the lines of a Markdown file's netnet blocks.
func marked(all []Line) []Line {
	var picked []Line
	for _, block := range Blocks(all) {
		if block.Fenced && block.Word == "netnet" {
			picked = append(picked, block.Lines...)
		}
	}
	return picked
}

// fence reads the line that begins or ends a block of Markdown: three backticks or
// tildes, or more, behind at most three blanks, and the word behind them.
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
