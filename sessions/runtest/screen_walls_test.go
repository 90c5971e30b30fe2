package runtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// floor is a part of ui, with the reason for which it knows nothing of what is above it.
type floor struct {
	rooms  []string
	reason string
}

// anyPage is every room that has no floor of its own.
const anyPage = "*"

// floors are the parts of ui from the bottom up. A room imports from lower floors, and
// from no other room of its own: no page knows another.
var floors = []floor{
	{[]string{"theme"}, "colours know nothing of what is coloured"},
	{[]string{"canvas"}, "cells know nothing of what is written into them"},
	{[]string{"canvas/svg"}, "a picture is of any canvas"},
	{[]string{"keymap", "table", "store"}, "keys, tables and what an engine has told are there without a page"},
	{[]string{"part"}, "what pages are made of is the same for all"},
	{[]string{"prompt"}, "a line is typed on any page"},
	{[]string{"overlay"}, "a window stands in front of any page"},
	{[]string{"editor"}, "an option is edited in a window, wherever that was opened"},
	{[]string{anyPage}, "a page sees the screen only as a part.Host, so it can be added, drawn and tested alone"},
	{[]string{""}, "the screen takes no command line"},
	{[]string{"command"}, "the command line is a face of the program beside the screen"},
	{[]string{"uitest", "terminaltest"}, "they test the whole"},
}

func TestWallsOfTheScreen(t *testing.T) {
	t.Parallel()
	at := map[string]int{}
	for i, f := range floors {
		for _, room := range f.rooms {
			at[strings.TrimSuffix(module+"/ui/"+room, "/")] = i
		}
	}
	floorOf := func(path string) int {
		if i, ok := at[path]; ok {
			return i
		}
		return at[module+"/ui/"+anyPage]
	}
	for _, p := range packages(t) {
		if folder(p.ImportPath) != "ui" {
			continue
		}
		from := floorOf(p.ImportPath)
		for _, imported := range p.Imports {
			if folder(imported) == "ui" && floorOf(imported) >= from {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, floors[from].reason)
			}
		}
	}
}

// What the screen is made of sees a part.Host of it, not the screen.
func TestWallsKeepTheScreenOut(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		if !strings.HasPrefix(p.ImportPath, module+"/ui/") {
			continue
		}
		for _, name := range p.GoFiles {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Error(err)
			}
			if strings.Contains(string(text), "*Screen") || strings.Contains(string(text), "*ui.Screen") {
				t.Errorf("%s/%s names the screen", p.ImportPath, name)
			}
		}
	}
}
