package door

import (
	"errors"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// If a machine has a local vsock transport, only its own CID is inside.
func TestVsockStaysAtTheLocalCID(t *testing.T) {
	labtest.Need(t)
	for _, r := range []Rules{{}, {Lab: true}} {
		d := New(r, nil)
		d.Machine.LocalVsock = func() bool { return true }
		if err := d.Socket(unix.AF_VSOCK, unix.SOCK_STREAM, 0); (err != nil) != r.Lab {
			t.Errorf("%+v: %v", r, err)
		}
		for address, inside := range map[string]bool{"vsock:local:80": true, "vsock:1:any": true, "vsock:any:80": false, "vsock:host:80": false, "vsock:3:80": false} {
			a, inside := parse(t, address), inside && !r.Lab // the listeners belong to the machine
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

// veiled is a kernel whose only socket is a vsock listener that does not reveal its address.
type veiled struct{ sockets.Kernel }

func (veiled) Getsockopt(_, _, option int, value []byte, _ ...int) (int, error) {
	clear(value)
	switch option {
	case unix.SO_DOMAIN:
		order.PutUint32(value, unix.AF_VSOCK)
	case unix.SO_TYPE, unix.SO_ACCEPTCONN:
		order.PutUint32(value, 1)
	}
	return len(value), nil
}

func (veiled) Getsockname(int, ...int) (sockets.Addr, error) { return sockets.Addr{}, unix.EBADF }

func (veiled) Getpeername(int, ...int) (sockets.Addr, error) { return sockets.Addr{}, unix.ENOTCONN }

// A vsock listener whose address can't be seen is outside, like an IP one.
func TestVsockOfUnknownAddress(t *testing.T) {
	t.Parallel()
	for _, r := range []Rules{{}, {Lab: true}, {AllowNet: true}} {
		d := New(r, veiled{})
		_, after := d.After(3, false)
		for name, err := range map[string]error{"listen": d.Listen(3), "after": after} {
			var refused *Refusal
			if errors.As(err, &refused) == r.AllowNet {
				t.Errorf("%+v, %s: %v", r, name, err)
			}
		}
	}
}
