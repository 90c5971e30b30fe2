package sockopts

import "testing"

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"TCP_NODELAY", "on", "2", true},
		{"TCP_NODELAY", "on", "hex:01", true},
		{"TCP_NODELAY", "on", "off", false},
		{"TCP_NODELAY", "off", "hex:", false},
		{"SO_BUF_LOCK", "SOCK_RCVBUF_LOCK|SOCK_SNDBUF_LOCK", "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK", true},
		{"SO_BUF_LOCK", "SOCK_RCVBUF_LOCK", "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK", false},
		{"TCP_CONGESTION", "reno", "hex:72656e6f000000000000000000000000", true},
		{"TCP_CONGESTION", "reno", "cubic", false},
		{"SO_BINDTODEVICE", `""`, "hex:00", true},
		{"SO_RCVBUF", "64KiB", "65536", true},
		{"SO_LINGER", "on,3s", "hex:0200000003000000", true},
		{"SO_LINGER", "on,3s", "on,4s", false},
		{"SO_LINGER", "off", "on,0s", false},
		{"SO_RCVTIMEO", "1500ms", "1.5s", true},
		{"SO_ERROR", "EAGAIN", "EWOULDBLOCK", true},
	} {
		o := option(t, c.name)
		a, errA := o.Parse(c.a)
		b, errB := o.Parse(c.b)
		if errA != nil || errB != nil {
			t.Errorf("%s %q, %q: %v, %v", c.name, c.a, c.b, errA, errB)
			continue
		}
		if a.Equal(b) != c.want || b.Equal(a) != c.want {
			t.Errorf("%s: %q equals %q: %v, %v", c.name, c.a, c.b, a.Equal(b), b.Equal(a))
		}
		if bare := Hex(b.Bytes()); a.Equal(bare) != c.want || bare.Equal(a) != c.want {
			t.Errorf("%s: %q equals the bare bytes of %q: %v", c.name, c.a, c.b, a.Equal(bare))
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int64
		ok         bool
	}{
		{"SO_RCVBUF", "64KiB", 65536, true}, {"TCP_KEEPIDLE", "2m", 120, true}, {"TCP_USER_TIMEOUT", "5s", 5000, true},
		{"TCP_NODELAY", "on", 1, true}, {"SO_TYPE", "SOCK_DGRAM", 2, true}, {"SO_PEEK_OFF", "-1", -1, true},
		{"TCP_NOTSENT_LOWAT", "-1", 4294967295, true}, {"SO_ERROR", "EPERM", 1, true},
		{"SO_MAX_PACING_RATE", "unlimited", -1, false}, {"SO_LINGER", "on,3s", 0, false}, {"SO_RCVTIMEO", "1s", 0, false},
		{"TCP_CONGESTION", "reno", 0, false}, {"SO_RCVBUF", "hex:01", 0, false},
	} {
		v, err := option(t, c.name).Parse(c.text)
		if err != nil {
			t.Errorf("%s %q: %v", c.name, c.text, err)
			continue
		}
		if got, ok := v.Number(); ok != c.ok || ok && got != c.want {
			t.Errorf("%s %q is the number %d, %v", c.name, c.text, got, ok)
		}
	}
}

func TestHex(t *testing.T) {
	for text, want := range map[string]bool{"hex:": true, "hex:00ff": true, "hex:0": false, "hex:zz": false, "00": false, "HEX:00": false} {
		raw, ok := ParseHex(text)
		if ok != want {
			t.Errorf("ParseHex(%q) = % x, %v", text, raw, ok)
		}
		if ok && Hex(raw).String() != text {
			t.Errorf("%q came back as %q", text, Hex(raw))
		}
	}
	if _, ok := Hex([]byte{1, 0, 0, 0}).Number(); ok {
		t.Error("bytes without a codec have a number")
	}
	if (Value{}).String() != "hex:" || !(Value{}).Equal(Hex(nil)) {
		t.Error("the zero Value is not no bytes")
	}
}

func TestDecodeCopies(t *testing.T) {
	raw := []byte{1, 0, 0, 0}
	v := option(t, "TCP_NODELAY").Decode(raw)
	clear(raw)
	if v.String() == "off" {
		t.Error("a value changes with the buffer it was decoded from")
	}
}
