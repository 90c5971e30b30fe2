package attach

import (
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// read reads an option of a descriptor of this process.
func read(fd int, o *sockopts.Option, raw []byte) (int, error) {
	return sockets.Linux{}.Getsockopt(fd, o.LevelNumber(), o.Number, raw)
}

// TestHazardsAreOptions looks up what the tables name.
func TestHazardsAreOptions(t *testing.T) {
	for _, table := range []map[string]string{settingHazards, pointing} {
		for name := range table {
			if len(sockopts.Lookup(name)) == 0 {
				t.Errorf("there is no option %s", name)
			}
		}
	}
}
