package script

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzRead reads arbitrary bytes as a file of any kind.
func FuzzRead(f *testing.F) {
	f.Add([]byte("# t\n```netnet\nclose s\n```\n"), byte(1))
	f.Add([]byte("{\"netnet\":1}\n{\"seq\":1,\"step\":\"s = socket tcp\"}\n"), byte(2))
	f.Add([]byte("\xef\xbb\xbfs = socket tcp\r\nclose s\r\n"), byte(0))
	f.Add([]byte("{"), byte(2))
	f.Add([]byte("~~~netnet"), byte(1))
	f.Add([]byte{0, 1, 2}, byte(0))
	f.Fuzz(func(t *testing.T, text []byte, kind byte) {
		name := filepath.Join(t.TempDir(), "f"+[]string{".netnet", ".md", ".jsonl", ""}[kind%4])
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		source, err := Read(name)
		if err != nil {
			return
		}
		last := 0
		for _, line := range source.Lines {
			if line.Number <= last {
				t.Fatalf("line %d comes after line %d", line.Number, last)
			}
			last = line.Number
		}
		_, _ = Parse(name, source.Lines)
	})
}
