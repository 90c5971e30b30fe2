package attach

import (
	"strings"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// read reads an option of a descriptor of this process.
func read(fd int, o *sockopts.Option, raw []byte) (int, error) {
	return sockets.Linux{}.Getsockopt(fd, o.LevelNumber(), o.Number, raw)
}

// TestHazardsAreOptions checks that the tables name existing options.
func TestHazardsAreOptions(t *testing.T) {
	for _, table := range []map[string]string{settingHazards, pointing} {
		for name := range table {
			if len(sockopts.Lookup(name)) == 0 {
				t.Errorf("there is no option %s", name)
			}
		}
	}
}

// TestAddressesAreNotTakenElsewhere checks options whose value the kernel would interpret in this process.
func TestAddressesAreNotTakenElsewhere(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"PACKET_FANOUT_DATA", "XDP_UMEM_REG", "MPTCP_FULL_INFO", "IPT_SO_SET_REPLACE", "TCP_ZEROCOPY_RECEIVE"} {
		o, ok := sockopts.Find(name)
		if !ok {
			t.Errorf("there is no option %s", name)
			continue
		}
		if err := reachable(o, o.Settable()); err == nil || !strings.Contains(err.Error(), "of this process") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
