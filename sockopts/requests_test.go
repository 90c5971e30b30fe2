package sockopts

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ask calls ioctl(2) with a buffer for whatever the entry's codec holds.
func ask(fd int, o *Option, argument []byte) error {
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(uint32(o.Number)), uintptr(unsafe.Pointer(&argument[0]))); errno != 0 {
		return errno
	}
	return nil
}

// The harmless ioctls exist on the sockets they apply to, and print with their names.
func TestIoctls(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd, before := open(t, k), descriptors(t)
			for _, o := range Everything() {
				if o.Call != Ioctl || o.ReadEffect != "" || o.Direction != Get {
					continue
				}
				raw := make([]byte, max(o.Size(), 16))
				err := ask(fd, o, raw)
				absent := err == unix.ENOTTY || err == unix.EOPNOTSUPP
				if absent == o.AppliesTo(k.domain, k.typ, k.protocol) {
					disagree(t, "%s: %v", o.Name, err)
				}
				bias := k.protocol == unix.IPPROTO_MPTCP && o.Number == unix.SIOCINQ // it is 1 before the socket is connected
				if text := o.Decode(raw[:o.Size()]).String(); err == nil && o.Default != "" && text != o.Default && !bias {
					disagree(t, "%s of a fresh socket is %s, the table says %s", o.Name, text, o.Default)
				}
			}
			if now := descriptors(t); now != before {
				t.Errorf("%d descriptors, then %d", before, now)
			}
		})
	}
}

func TestIoctlsThatSet(t *testing.T) {
	fd := open(t, kinds()[0])
	flag := func(command, bit int) bool {
		flags, err := unix.FcntlInt(uintptr(fd), command, 0)
		if err != nil {
			t.Fatal(err)
		}
		return flags&bit != 0
	}
	for _, c := range []struct {
		name         string
		value        uint32
		command, bit int
		want         bool
	}{
		{"FIONBIO", 1, unix.F_GETFL, unix.O_NONBLOCK, true}, {"FIONBIO", 0, unix.F_GETFL, unix.O_NONBLOCK, false},
		{"FIOASYNC", 1, unix.F_GETFL, unix.O_ASYNC, true}, {"FIOASYNC", 0, unix.F_GETFL, unix.O_ASYNC, false},
		{"FIONCLEX", 0, unix.F_GETFD, unix.FD_CLOEXEC, false}, {"FIOCLEX", 0, unix.F_GETFD, unix.FD_CLOEXEC, true},
	} {
		if err := ask(fd, Lookup(c.name)[0], word(c.value)); err != nil || flag(c.command, c.bit) != c.want {
			t.Errorf("%s %d: %v, the flag is %v", c.name, c.value, err, flag(c.command, c.bit))
		}
	}
}

// Flags and fields of fcntl(2) have their numbers and defaults.
func TestFcntl(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			fd, err := unix.Socket(k.domain, k.typ, k.protocol)
			if err != nil {
				t.Skipf("no %s socket is available: %v", k.name, err)
			}
			defer unix.Close(fd)
			commands := map[string][2]int{
				"F_GETFL/F_SETFL": {unix.F_GETFL, unix.F_SETFL}, "F_GETFD/F_SETFD": {unix.F_GETFD, unix.F_SETFD},
			}
			for _, o := range Everything() {
				if o.Call != Fcntl || !o.Readable() || o.Size() != 4 {
					continue
				}
				if o.Command == "" {
					if value, err := unix.FcntlInt(uintptr(fd), o.Number, 0); err != nil || o.Decode(word(uint32(value))).String() != o.Default {
						t.Errorf("%s is %d, %v", o.Name, value, err)
					}
					continue
				}
				call := commands[o.Command]
				was, err := unix.FcntlInt(uintptr(fd), call[0], 0)
				if err != nil || was&o.Number != 0 {
					t.Errorf("%s is in %#x, %v; the table says %s", o.Name, was, err, o.Default)
				}
				if _, err := unix.FcntlInt(uintptr(fd), call[1], was|o.Number); err != nil {
					t.Errorf("set %s: %v", o.Name, err)
				}
				if now, err := unix.FcntlInt(uintptr(fd), call[0], 0); err != nil || now&o.Number == 0 {
					t.Errorf("%s is not in %#x, %v", o.Name, now, err)
				}
			}
		})
	}
}

func TestViews(t *testing.T) {
	raw, err := json.Marshal(Views())
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(raw, &list); err != nil || len(list) != len(Everything()) {
		t.Fatalf("%d of %d entries, %v", len(list), len(Everything()), err)
	}
	for _, v := range list {
		for _, field := range []string{"level", "name", "direction", "type", "summary", "manual", "when", "call"} {
			if text, _ := v[field].(string); text == "" {
				t.Errorf("%v has no %s", v["name"], field)
			}
		}
		if _, ok := v["number"].(float64); !ok || !slices.Contains([]any{"get", "set", "get/set", "none"}, v["direction"]) {
			t.Errorf("%v: number %v, direction %v", v["name"], v["number"], v["direction"])
		}
	}
	for name, want := range map[string]string{
		"TCP_NODELAY": "IPPROTO_TCP", "SO_TYPE": "SOL_SOCKET", "ICMP_FILTER": "SOL_RAW", "ICMPV6_FILTER": "IPPROTO_ICMPV6",
		"O_NONBLOCK": "fcntl F_GETFL/F_SETFL", "FIONREAD": "ioctl", "SO_VM_SOCKETS_TRUSTED": "AF_VSOCK", "SCTP_NODELAY": "IPPROTO_SCTP",
	} {
		if v := Lookup(name)[0].View(); v.Level != want || (v.LevelNumber == nil) != (v.Call != "sockopt") {
			t.Errorf("%s stands at %s, %v", name, v.Level, v.LevelNumber)
		}
	}
	if v := Lookup("SIOCGSTAMP_NEW")[0].View(); v.Number != unix.SIOCGSTAMP_NEW {
		t.Errorf("SIOCGSTAMP_NEW is %#x", v.Number)
	}
	if v := Lookup("SO_LINGER")[0].View(); v.Type != "linger" || !strings.Contains(v.Value, "on,SECONDS") || v.Windows == "" || len(v.Try) != 2 {
		t.Errorf("SO_LINGER: %+v", v)
	}
}
