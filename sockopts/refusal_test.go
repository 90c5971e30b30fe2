package sockopts

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The kernel refuses what the catalogue says it refuses, on a socket that has the option.
func TestKernelRefusesWhatTheCatalogueSays(t *testing.T) {
	refused := 0
	for _, o := range All() {
		i := slices.IndexFunc(kinds(), func(k kind) bool { return o.AppliesTo(k.domain, k.typ, k.protocol) })
		if i < 0 || o.Needs != "" {
			continue
		}
		k := kinds()[i]
		for _, r := range o.Refusals() {
			fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
			if err != nil {
				break
			}
			switch {
			case strings.HasPrefix(r.When, "the value is not"):
				err = set(fd, o, outsideOf(o))
			case strings.HasPrefix(r.When, "the value has fewer"):
				err = set(fd, o, []byte{1})
			case strings.HasPrefix(r.When, "it is set: "):
				err = set(fd, o, make([]byte, max(o.Size(), 4)))
			default:
				unix.Close(fd)
				continue
			}
			unix.Close(fd)
			refused++
			if err == unix.EPERM && o.Capability != "" {
				continue
			}
			if errno, ok := err.(unix.Errno); !ok || !strings.Contains(r.Errno, unix.ErrnoName(errno)) && unix.ErrnoName(errno) != "ENOTSUP" {
				disagree(t, "%s on %s: %v, the catalogue says %s where %s", o.Name, k.name, err, r.Errno, r.When)
			}
		}
	}
	if refused < 50 {
		t.Errorf("only %d refusals were asked for", refused)
	}
}

// outsideOf returns a number outside an option's range.
func outsideOf(o *Option) []byte {
	for _, n := range []int32{-7, 1 << 30, 1 << 20, 300, 3} {
		raw := binary.NativeEndian.AppendUint32(nil, uint32(n))
		if o.Outside(o.Decode(raw)) {
			return raw
		}
	}
	return nil
}
