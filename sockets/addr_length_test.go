package sockets

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"golang.org/x/sys/unix"
)

// told returns an address with a length other than its own.
func told(t *testing.T, text string, n int) Addr {
	a := parse(t, text)
	a.Told = &n
	return a
}

// The kernel reads only as much of an address as the length says, and so does Read.
func TestAddrIsReadByItsLength(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		address string
		n       int
		read    string // "" if no address is read
		printed string
	}{
		{"127.0.0.1:80", -1, "", "0x…"},
		{"127.0.0.1:80", 0, "", "0x…"},
		{"127.0.0.1:80", 1, "", "0x…"},
		{"127.0.0.1:80", 2, "AF_INET", "{AF_INET}"},
		{"127.0.0.1:80", 7, `AF_INET,sa_data="\x00P\x7f\x00\x00"`, `{AF_INET, sa_data="\x00P\x7f\x00\x00"}`},
		{"127.0.0.1:80", 15, `AF_INET,sa_data="\x00P\x7f\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00"`, `{AF_INET, sa_data="\x00P\x7f\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00"}`},
		{"127.0.0.1:80", 16, "127.0.0.1:80", "{AF_INET, 127.0.0.1:80}"},
		{"127.0.0.1:80", 128, "127.0.0.1:80", "{AF_INET, 127.0.0.1:80}"},
		{"127.0.0.1:80", 129, "", "{AF_INET, 127.0.0.1:80}"},
		{"[fe80::1%1]:80", 24, "[fe80::1]:80", "{AF_INET6, [fe80::1]:80}"},
		{"unix:/tmp/x", 2, "unix:", "{AF_UNIX}"},
		{"unix:@x", 3, "unix:", `{AF_UNIX, "@"}`},
		{"unix:/tmp/x", 6, "unix:/tmp", `{AF_UNIX, "/tmp"}`},
		{"unix:/tmp/x", 200, "", `{AF_UNIX, "/tmp/x"}`},
		{"unix:@ab", 4, "unix:@a", `{AF_UNIX, "@a"}`},
		{"unix:@ab", 6, "unix:@ab\x00", `{AF_UNIX, "@ab\x00"}`},
		{"none", 2, "none", "{AF_UNSPEC}"},
		{"unspec:127.0.0.1:80", 16, "127.0.0.1:80", `{AF_UNSPEC, sa_data="\x00P\x7f\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00"}`},
		{"unspec:127.0.0.1:80", 4, `AF_UNSPEC,sa_data="\x00P"`, `{AF_UNSPEC, sa_data="\x00P"}`},
	} {
		a := told(t, c.address, c.n)
		read, ok := a.Read()
		if ok != (c.read != "") || ok && read.String() != c.read {
			t.Errorf("%s with length %d is read as %s (%v), want %s", c.address, c.n, read, ok, c.read)
		}
		if got := brief(a); got != c.printed || a.Length() != c.n {
			t.Errorf("%s with length %d is printed as %s, %d, want %s", c.address, c.n, got, a.Length(), c.printed)
		}
		text, err := json.Marshal(a)
		var back Addr
		if err != nil || json.Unmarshal(text, &back) != nil || !reflect.DeepEqual(back, a) {
			t.Errorf("%s with length %d comes back from %s as %+v, %v", c.address, c.n, text, back, err)
		}
	}
}

// Whatever the length, the kernel reads no more than there is.
func TestLengthsThatTheKernelIsTold(t *testing.T) {
	k := Linux{}
	s := open(t, k, unix.AF_INET, unix.SOCK_STREAM)
	for n, want := range map[int]error{-1: unix.EINVAL, 0: unix.EINVAL, 15: unix.EINVAL, 129: unix.EINVAL, 64 << 10: unix.EINVAL, 17: nil} {
		if err := k.Bind(s, told(t, "127.0.0.1:0", n)); !errors.Is(err, want) {
			t.Errorf("bind with length %d: %v, want %v", n, err, want)
		}
	}
	whole, err := k.Getsockname(s)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "none", 1: "none", 2: "AF_INET", 16: whole.String(), 64 << 10: whole.String()} {
		a, err := k.Getsockname(s, n)
		if err != nil || a.String() != want || a.Length() != 16 {
			t.Errorf("getsockname with room for %d: %s of length %d, %v", n, a, a.Length(), err)
		}
	}
	if _, err := k.Getsockname(s, -1); !errors.Is(err, unix.EINVAL) {
		t.Errorf("getsockname with length -1: %v", err)
	}
	if err := k.Setsockopt(s, unix.SOL_SOCKET, unix.SO_REUSEADDR, make([]byte, 4), -1); !errors.Is(err, unix.EINVAL) {
		t.Errorf("setsockopt with length -1: %v", err)
	}
	if _, err := k.Getsockopt(s, unix.SOL_SOCKET, unix.SO_TYPE, make([]byte, 4), -1); !errors.Is(err, unix.EINVAL) {
		t.Errorf("getsockopt with length -1: %v", err)
	}
	if err := k.AttachFilter(s, []unix.SockFilter{{Code: 6}}, 4); !errors.Is(err, unix.EINVAL) {
		t.Errorf("a filter of 4 bytes: %v", err)
	}
}

// An address in JSON is decoded from its bytes: a complete IP address is never taken for a truncated one.
func TestBytesInJSONAreAnAddress(t *testing.T) {
	t.Parallel()
	want := parse(t, "192.0.2.1:9")
	text, err := json.Marshal(rawOther{Family: unix.AF_INET, Body: want.Raw()[familySize:]})
	if err != nil {
		t.Fatal(err)
	}
	var got Addr
	if err := json.Unmarshal(text, &got); err != nil || got != want || got.Cut() {
		t.Errorf("%s is read as %v, %v, want %v", text, got, err, want)
	}
}
