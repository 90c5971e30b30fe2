package door

import (
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// Where a machine has a local transport of vsock, its own CID is inside, and no other.
func TestVsockStaysAtTheLocalCID(t *testing.T) {
	labtest.Need(t)
	for _, r := range []Rules{{}, {Lab: true}} {
		d := New(r, nil)
		d.Machine.LocalVsock = func() bool { return true }
		if err := d.Socket(unix.AF_VSOCK, unix.SOCK_STREAM, 0); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
		for address, inside := range map[string]bool{"vsock:local:80": true, "vsock:1:any": true, "vsock:any:80": false, "vsock:host:80": false, "vsock:3:80": false} {
			a := parse(t, address)
			if err := d.Reach(a); (err == nil) != inside {
				t.Errorf("%+v reaches %s: %v", r, address, err)
			}
			if err := d.Have(a); (err == nil) != inside {
				t.Errorf("%+v has %s: %v", r, address, err)
			}
		}
		d.Machine.LocalVsock = func() bool { return false }
		if d.Reach(parse(t, "vsock:local:80")) == nil || d.Socket(unix.AF_VSOCK, unix.SOCK_STREAM, 0) == nil {
			t.Errorf("%+v lets out what goes to the hypervisor", r)
		}
	}
	free := New(Rules{AllowNet: true}, nil)
	if err := free.Reach(parse(t, "vsock:host:80")); err != nil {
		t.Error(err)
	}
}
