// Package goldentest compares what a test draws with a golden file.
package goldentest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the files that show what is drawn again")

// Updating reports whether golden files are to be rewritten rather than compared.
func Updating() bool { return *update }

// Same compares text with testdata/NAME.txt of the package under test. With -update it writes that file
// first.
func Same(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it again):\n%s", file, got)
	}
}
