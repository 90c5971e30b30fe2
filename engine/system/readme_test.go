package system

import (
	"os"
	"strings"
	"testing"
)

// TestREADMEHasAllWords checks that README.md has every filter field and every ending.
func TestREADMEHasAllWords(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, f := range Fields() {
		words = append(words, f.Name)
	}
	for _, e := range Endings() {
		words = append(words, string(e))
	}
	for _, word := range words {
		if !strings.Contains(string(text), "`"+word+"`") {
			t.Errorf("README.md does not have `%s`", word)
		}
	}
}
