package sockopts

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

// Setting the result of Writing or Restoring brings back the value from before something unusual was set.
func TestWritingBringsAReadingBack(t *testing.T) {
	written := 0
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			for _, o := range harmless(k) {
				if o.Settable() && !(k.protocol == unix.IPPROTO_MPTCP && forgetsOnMPTCP(o)) {
					for _, way := range []func(string) (string, bool){o.Writing, o.Restoring} {
						if checkWriting(t, k, o, way) {
							written++
						}
					}
				}
			}
		})
	}
	if written < 500 {
		t.Errorf("only %d readings were brought back", written)
	}
}

// checkWriting reports whether there was a value to bring back, and it was brought back.
func checkWriting(t *testing.T, k kind, o *Option, way func(string) (string, bool)) bool {
	t.Helper()
	fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
	if err != nil {
		t.Skipf("no %s socket is available: %v", k.name, err)
	}
	defer unix.Close(fd)
	raw, err := get(fd, o)
	if err != nil {
		return false // not on a new socket, or not in this kernel
	}
	first := o.Decode(raw).String()
	text := otherThan(o, first)
	if text == "" {
		t.Logf("%s: nothing unusual to set", o.Name)
		return false
	}
	if err := write(t, fd, o, text); err != nil {
		t.Logf("%s: can't be set to %s: %v", o.Name, text, err)
		return false
	}
	if raw, _ := get(fd, o); o.Decode(raw).String() == first {
		return false // it had no effect
	}
	back, ok := way(first)
	if !ok {
		if !o.OneWay && !slices.Contains(o.Refuses, first) {
			t.Errorf("%s: no way back to %s", o.Name, first)
		}
		return false
	}
	if err := write(t, fd, o, back); o.Capability != "" && (err == unix.EPERM || err == unix.EACCES) {
		return false // setting it needs no privileges, undoing it does
	} else if err != nil {
		disagree(t, "%s: set %s to have %s back: %v", o.Name, back, first, err)
		return false
	}
	raw, _ = get(fd, o)
	if again := o.Decode(raw).String(); again != first && !keepsAPart(o, again) {
		disagree(t, "%s: %s after %s was written, want %s", o.Name, again, back, first)
	}
	return true
}

// otherThan returns a value that the option does not have; "" if none is known.
func otherThan(o *Option, value string) string {
	switch {
	case unusual()[o.Name] != "":
		return unusual()[o.Name]
	case !o.Boolean():
		return ""
	case value == "on":
		return "off"
	default:
		return "on"
	}
}

func write(t *testing.T, fd int, o *Option, text string) error {
	t.Helper()
	v, err := o.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return set(fd, o, v.Bytes())
}

// keepsAPart reports whether a reading means the same as before but shows more: the kernel keeps the seconds of an
// SO_LINGER that is turned off.
func keepsAPart(o *Option, again string) bool {
	return o.Name == "SO_LINGER" && again == "off,7s"
}

// The values that Writing says can't be restored are refused on a socket that has another one.
func TestValuesThatCantBeWrittenAreRefused(t *testing.T) {
	for _, o := range All() {
		for _, value := range o.Refuses {
			t.Run(o.Name, func(t *testing.T) {
				fd := open(t, kinds()[0])
				if err := write(t, fd, o, otherThan(o, value)); err != nil {
					t.Skipf("set %s: %v", o.Name, err)
				}
				if err := write(t, fd, o, value); err == nil {
					disagree(t, "it takes %s", value)
				}
				if text, ok := o.Writing(value); ok {
					t.Errorf("Writing(%s) = %s", value, text)
				}
			})
		}
	}
}

func TestWriting(t *testing.T) {
	for _, c := range []struct{ name, reading, writing, restoring string }{
		{"SO_SNDBUF", "128KiB", "64KiB", "64KiB"},
		{"SO_RCVBUF", "4608", "2304", "2304"},
		{"SO_RCVBUF", "4609", "", ""}, // a set value never reads as an odd number
		{"SO_RCVBUFFORCE", "128KiB", "64KiB", "64KiB"},
		{"TCP_MAXSEG", "536", "536", "0"},
		{"IP_TTL", "64", "64", "-1"},
		{"TCP_NODELAY", "on", "on", "on"},
		{"SO_RCVTIMEO", "250ms", "250ms", "250ms"},
		{"SO_LOCK_FILTER", "off", "", ""},
		{"SO_LOCK_FILTER", "on", "on", "on"},
		{"TCP_ULP", `""`, "", ""},
		{"IPV6_ADDRFORM", "AF_INET6", "", ""},
		{"SO_TYPE", "SOCK_STREAM", "", ""}, // can't be set
		{"TCP_NODELAY", "nonsense", "", ""},
		{"SO_SNDBUF", "hex:00", "", ""},
	} {
		o := option(t, c.name)
		if got, ok := o.Writing(c.reading); got != c.writing || ok != (got != "") {
			t.Errorf("%s: Writing(%s) = %q, %v, want %q", c.name, c.reading, got, ok, c.writing)
		}
		if got, ok := o.Restoring(c.reading); got != c.restoring || ok != (got != "") {
			t.Errorf("%s: Restoring(%s) = %q, %v, want %q", c.name, c.reading, got, ok, c.restoring)
		}
	}
}

// A TCP socket whose segment size is reset follows the peer again.
func TestASegmentSizeIsLeftToTheKernelAgain(t *testing.T) {
	_, addr := listenLoopback(t, unix.AF_INET, func(int) {})
	o := option(t, "TCP_MAXSEG")
	sizes := map[string]int64{}
	for _, last := range []string{"", "536", "0"} {
		client := openFor(t, addr)
		if last != "" {
			if err := write(t, client, o, "1000"); err != nil {
				t.Fatal(err)
			}
			if err := write(t, client, o, last); err != nil {
				t.Fatal(err)
			}
		}
		if err := unix.Connect(client, addr); err != nil {
			t.Fatal(err)
		}
		raw, err := get(client, o)
		if err != nil {
			t.Fatal(err)
		}
		sizes[last], _ = o.Decode(raw).Number()
	}
	if sizes["0"] != sizes[""] || sizes["536"] == sizes[""] {
		t.Errorf("connected, a fresh socket has %d B, one with 0 written %d, one with 536 written %d", sizes[""], sizes["0"], sizes["536"])
	}
}
