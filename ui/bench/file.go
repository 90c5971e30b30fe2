package bench

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/walk"
)

// OpenFile shows a script or a recording beside the sockets, or offers the blocks of a Markdown file.
func (b *Bench) OpenFile(h part.Host, f walk.File) {
	b.file = f
	if f.Tape != nil {
		b.Open(f.Tape)
		if cut := f.Tape.Cut(); cut != "" {
			h.Say(cut)
		}
		return
	}
	b.Open(walk.NewScript(f.Base(), f.All()))
	if len(f.Blocks) > 1 {
		b.offerBlocks(h)
	}
}

// offerBlocks offers the blocks of the file: all of them in sequence, or one.
func (b *Bench) offerBlocks(h part.Host) {
	f := b.file
	choices := []overlay.Choice{{Name: "all", Text: fmt.Sprintf("the %d blocks, one after another, as netnet-tui run runs them", len(f.Blocks))}}
	for i, block := range f.Blocks {
		choices = append(choices, overlay.Choice{Name: fmt.Sprintf("%d", i+1), Note: cmp.Or(block.Title, "–"), Text: firstStep(block)})
	}
	h.Push(&overlay.Chooser{Title: "The blocks of " + f.Base(), Does: "opens it", List: choices, Take: func(_ part.Host, at int) tea.Cmd {
		title, lines := f.Base(), f.All()
		if at > 0 {
			title, lines = cmp.Or(f.Blocks[at-1].Title, title), f.Blocks[at-1].Lines
		}
		b.Open(walk.NewScript(title, lines))
		return nil
	}})
}

// firstStep returns the first line of a block, and its number of lines.
func firstStep(block walk.Block) string {
	for _, line := range block.Lines {
		if text := strings.TrimSpace(line.Text); text != "" {
			return fmt.Sprintf("%s  (%d lines)", text, len(block.Lines))
		}
	}
	return ""
}

// blocksKey returns the action that offers the blocks of the file again.
func (b *Bench) blocksKey() part.Action {
	return part.Action{Name: "blocks", Keys: part.Key("b"), Help: "choose another block of the Markdown file",
		Why: func(part.Host) string {
			if len(b.file.Blocks) < 2 {
				return "only a Markdown file has blocks to choose from"
			}
			return ""
		},
		Do: part.Do(b.offerBlocks)}
}
