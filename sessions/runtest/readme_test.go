package runtest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The protocol in the README.md of engine/protocol compiles in that package.
func TestTheProtocolOfREADMECompiles(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../engine/protocol/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(text), "```go\npackage protocol\n")
	code, _, closed := strings.Cut(after, "```")
	if !found || !closed {
		t.Fatal("README shows no protocol")
	}
	_, after, found = strings.Cut(after, "```go\n")
	entry, _, closed := strings.Cut(after, "```")
	if !found || !closed {
		t.Fatal("README shows no entry of the catalogue")
	}
	folder, err := filepath.Abs("../../engine/protocol")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := os.ReadFile(filepath.Join(folder, "catalogue.go"))
	if err != nil {
		t.Fatal(err)
	}
	const begins = "var catalogue = []Entry{\n"
	files := map[string]string{
		"length.go":    "package protocol\n" + code,
		"catalogue.go": strings.Replace(string(catalogue), begins, begins+entry, 1),
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	for name, text := range files {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		overlay.Replace[filepath.Join(folder, name)] = file
	}
	list, err := json.Marshal(overlay)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(file, list, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "build", "-overlay", file, "netnet-tui/engine/protocol").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
