package sockopts

import (
	"bytes"
	"net/netip"
	"strings"
	"testing"
)

// codecs returns every codec in the catalogue, and those that no entry uses yet.
func codecs() map[string]Codec {
	all := map[string]Codec{"octets": octets{64}}
	for _, o := range Everything() {
		all[o.Level+" "+o.Name] = o.Codec
	}
	return all
}

// Any bytes can be printed; what is not printed as hex can be parsed back to the same bytes, except for the padding of
// texts.
func FuzzFormat(f *testing.F) {
	for _, seed := range [][]byte{
		nil, {1}, {1, 0, 0, 0}, {255, 255, 255, 255}, make([]byte, 8), make([]byte, 12), make([]byte, 16), make([]byte, 20),
		make([]byte, 36), []byte("reno\x00\x00"), []byte("a b"), []byte("hex:00"), bytes.Repeat([]byte{255}, 16), make([]byte, 280),
		{0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0}, {6, 0, 0, 0, 0, 0, 0, 0},
		sockaddrBytes(netip.MustParseAddrPort("127.0.0.1:80"), 0), sockaddrBytes(netip.MustParseAddrPort("[fe80::1]:80"), 2),
		append(sockaddrBytes(netip.MustParseAddrPort("[::1]:80"), 0), word(1500)...), make([]byte, 24), make([]byte, 32), make([]byte, 48),
		make([]byte, 40), make([]byte, 96), make([]byte, 100), make([]byte, 136), make([]byte, 264), {1, 0, 0, 0, 1, 0, 6, 0, 1, 2, 3, 4, 5, 6, 0, 0},
	} {
		f.Add(seed)
	}
	all := codecs()
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, codec := range all {
			printed := codec.Format(raw)
			if digits, ok := strings.CutPrefix(printed, "hex:"); ok {
				if back, ok := ParseHex(printed); !ok || !bytes.Equal(back, raw) {
					t.Errorf("%s: % x prints as hex:%s", name, raw, digits)
				}
				continue
			}
			want := raw
			switch codec.(type) {
			case tcpInfo:
				continue
			case text:
				want = bytes.TrimRight(raw, "\x00")
			}
			if back, err := codec.Parse(printed); err != nil || !bytes.Equal(back, want) {
				t.Errorf("%s: % x prints %q, which reads as % x, %v", name, raw, printed, back, err)
			}
			if v, same := (Value{raw: raw, codec: codec}), (Value{raw: bytes.Clone(raw), codec: codec}); !v.Equal(same) {
				t.Errorf("%s: %q is not itself", name, printed)
			}
		}
	})
}

// Bytes of any length are a value of any option, which has a number or not, can be compared with bytes of another
// length, and can be parsed again as hex.
func FuzzDecode(f *testing.F) {
	for _, size := range []int{0, 1, 4, 8, 12, 16, 20, 40, 136, 280, 600} {
		f.Add(bytes.Repeat([]byte{1}, size), bytes.Repeat([]byte{255}, size))
	}
	f.Add([]byte("reno\x00\x00"), []byte("reno"))
	f.Add([]byte{1}, []byte{1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, raw, other []byte) {
		for _, o := range Everything() {
			v, w := o.Decode(raw), o.Decode(other)
			if v.Equal(w) != w.Equal(v) {
				t.Errorf("%s: %v and %v are equal one way round only", o.Name, v, w)
			}
			if _, ok := v.Number(); ok && len(raw) == 0 {
				t.Errorf("%s: no bytes have a number", o.Name)
			}
			again, err := o.Parse(Hex(raw).String())
			if err != nil || !bytes.Equal(again.Bytes(), raw) || again.String() != v.String() {
				t.Errorf("%s: % x is %v, and read as hex %v, %v", o.Name, raw, v, again, err)
			}
		}
	})
}

// Any text that an option accepts, including hex:, is a value that prints as a text for the same bytes; any other is
// refused with a sentence that names the option.
func FuzzValue(f *testing.F) {
	for _, seed := range []string{"", "on", "off", "-1", "64KiB", "250ms", "on,3s", "reno", "hex:", "hex:0", "hex:zz", "hex:01000000", "HEX:00", "lo", "drop",
		"239.1.1.1,127.0.0.1", "SOCK_STREAM", "pid=1 uid=-1 gid=0", "hex:72656e6f0000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range Everything() {
			v, err := o.Parse(text)
			if err != nil {
				if !strings.HasPrefix(err.Error(), o.Name+": ") {
					t.Errorf("%s: %q: %v does not name the option", o.Name, text, err)
				}
				continue
			}
			if _, summed := o.Codec.(tcpInfo); summed {
				continue // it prints less than it contains
			}
			again, err := o.Parse(v.String())
			if err != nil || !v.Equal(again) || again.String() != v.String() {
				t.Errorf("%s: %q is % x, prints %v, which is % x, %v", o.Name, text, v.Bytes(), v, again.Bytes(), err)
			}
		}
	})
}

// Any text is either refused with a sentence, or its bytes print as a text that parses to the same bytes.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "on", "off", "1", "-1", "0x10", "64KiB", "1.5GiB", "10s", "250ms", "-1.5s", "9223372036854s", "9223372036853.999999s",
		"on,3s", "off,5s", "reno", `""`, "a b", "hex:00", "ECONNREFUSED", "4294967295", "18446744073709551615", "unlimited",
		"-9223372036854775808", "SOCK_STREAM", "rcvbuf_lock|4", "239.1.1.1,127.0.0.1%1", "ff02::1,1", "::ffff:1.2.3.4,-1",
		"fe80::1%lo,1", "40000-40010", "0-0", "drop", "pid=1 uid=-1 gid=0", "0.000000000000001s", "1e5", "+1", "--1", "٣",
		"232.1.1.1,127.0.0.1,127.0.0.2", "239.1.1.1,1", "ff02::1,fe80::1,1", "1,promisc", "1,PACKET_MR_MULTICAST,01:00:5e:01:01:01",
		"127.0.0.1:80", "[fe80::1%2]:80", "[::1]:80 mtu=1500", "[::ffff:1.2.3.4%1]:1", "none", "all", "128,130-137", "255,0-254", "1,2,3",
		"packets=1 drops=2", "packets=1 drops=2 freeze_q_cnt=3", "bytes=4096", "SOF_TIMESTAMPING_SOFTWARE,phc=1", "type=1 pid=7",
	} {
		f.Add(seed)
	}
	all := codecs()
	f.Fuzz(func(t *testing.T, text string) {
		for name, codec := range all {
			raw, err := codec.Parse(text)
			if err != nil {
				if !strings.Contains(err.Error(), "; write ") {
					t.Errorf("%s: %q: %v says no way out", name, text, err)
				}
				continue
			}
			printed := codec.Format(raw)
			back, err := codec.Parse(printed)
			if err != nil || !bytes.Equal(back, raw) {
				t.Errorf("%s: %q is % x, prints %q, which is % x, %v", name, text, raw, printed, back, err)
			}
			if again := codec.Format(back); again != printed {
				t.Errorf("%s: %q prints %q, then %q", name, text, printed, again)
			}
		}
	})
}

func FuzzInfo(f *testing.F) {
	f.Add(make([]byte, 280))
	f.Add(make([]byte, 7))
	f.Add(bytes.Repeat([]byte{255}, 300))
	f.Fuzz(func(t *testing.T, raw []byte) {
		info := DecodeInfo(raw)
		for _, value := range info.Fields() {
			if n, ok := info.Number(value.Name); !ok || n < 0 {
				t.Errorf("%s is %d, %v", value.Name, n, ok)
			}
			if value.String() == "" {
				t.Errorf("%s prints nothing", value.Name)
			}
		}
	})
}
