package part

import (
	"strings"
	"testing"
)

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
