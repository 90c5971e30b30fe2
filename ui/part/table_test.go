package part

import (
	"strings"
	"testing"

	"netnet-tui/ui/keymap"
)

// paged is a page that has nothing but keys.
type paged struct {
	Page
	name string
	list []Action
}

func (p paged) Name() string { return p.name }
func (p paged) Keys() []Group {
	return []Group{{Scope: "of " + keymap.Scope(p.name), Title: p.name, Actions: p.list}}
}

// Otherwise the keys of the second action would run the first.
func TestTwoActionsOfDifferentPagesHaveDifferentNames(t *testing.T) {
	own := []Group{{Scope: "always", Title: "Always", Actions: []Action{{Name: "quit", Keys: Key("q"), Help: "leave"}}}}
	up := Steps("row", nil)
	bench := paged{name: "Bench", list: append(up, up[0].On("", "ctrl+k"))} // the same action, by another key
	for want, other := range map[string][]Action{
		"":          {{Name: "save-race", Keys: Key("w"), Help: "save it"}},
		`"row-up"`:  Steps("row", nil),
		`"quit"`:    {{Name: "quit", Keys: Key("w"), Help: "leave the race"}},
		`"Bench" a`: {{Name: "row-up", Keys: Key("w"), Help: "one up"}},
	} {
		_, err := NewTable(own, []Page{bench, paged{name: "Race", list: other}})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("with %q the error is %v", other[0].Name, err)
		}
	}
	shared := []Action{Interrupt()}
	if _, err := NewTable(own, []Page{paged{name: "Bench", list: shared}, paged{name: "Race", list: shared}}); err != nil {
		t.Error(err)
	}
}

func TestKeysOfAPlaceNeedATitle(t *testing.T) {
	group := Group{Scope: "here", Actions: []Action{{Name: "go", Keys: Key("g"), Help: "go there"}}}
	if _, err := NewTable([]Group{group}, nil); err == nil || !strings.Contains(err.Error(), "here") {
		t.Errorf("without a title the error is %v", err)
	}
	group.Title = "Here"
	if _, err := NewTable([]Group{group}, nil); err != nil {
		t.Error(err)
	}
}
