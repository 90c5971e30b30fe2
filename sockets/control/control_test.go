package control

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// some is a bench with two descriptors.
var some = Bench{
	FD: func(name string) (int, error) {
		if fd, ok := map[string]int{"a": 7, "b": 8}[name]; ok {
			return fd, nil
		}
		return -1, errors.New("there is none")
	},
	Name: func(fd int) string { return map[int]string{7: "a", 8: "b"}[fd] },
	PID:  42, UID: 1000, GID: 100,
}

// items are control messages as a script writes them, the bytes of their data, and how they are printed when received;
// "" means as written.
var items = []struct{ text, data, back string }{
	{"SCM_RIGHTS=a,b", "0700000008000000", ""},
	{"SCM_CREDENTIALS=self,0,4294967295", "2a00000000000000ffffffff", "SCM_CREDENTIALS=42,0,4294967295"},
	{"IP_TTL=5", "05000000", ""},
	{"IP_TTL=-1", "ffffffff", ""},
	{"IP_TOS=0x10", "10000000", ""},
	{"IPV6_TCLASS=0x20", "20000000", ""},
	{"IPV6_HOPLIMIT=3", "03000000", ""},
	{"IP_PKTINFO=127.0.0.2", "000000007f00000200000000", ""},
	{"IP_PKTINFO=127.0.0.2%1", "010000007f00000200000000", "IP_PKTINFO=127.0.0.2%lo"},
	{"IPV6_PKTINFO=::1", "0000000000000000000000000000000100000000", ""},
	{"UDP_SEGMENT=100", "6400", ""},
	{"SO_TXTIME=1", "0100000000000000", ""},
	{"SO_MARK=7", "07000000", ""},
	{"IPV6_FLOWINFO=0x1234", "00001234", ""},
	{"SCM_TIMESTAMPING=2", "02000000", ""},
	{"999/1=hex:0102", "0102", ""},
	{"1/1=hex:07000000", "07000000", "SCM_RIGHTS=a"},
}

// Every item is encoded as its bytes, and decoded as the item.
func TestItems(t *testing.T) {
	for _, c := range items {
		name, value, _ := strings.Cut(c.text, "=")
		item, err := Parse(name, value)
		if err != nil || item.String() != c.text {
			t.Errorf("%s is read as %s, %v", c.text, item, err)
			continue
		}
		m, err := item.Encode(some)
		if err != nil || formatHex(m.Data) != "hex:"+c.data {
			t.Errorf("%s becomes %x, %v; want %s", c.text, m.Data, err, c.data)
		}
		want := c.back
		if want == "" {
			want = c.text
		}
		if back := Decode(m, some).String(); back != want {
			t.Errorf("%s comes back as %s, want %s", c.text, back, want)
		}
	}
}

// Invalid control messages are refused, with a message that says what is valid.
func TestWrongItems(t *testing.T) {
	for text, says := range map[string]string{
		"IP_TLL=5":               "not a known control message",
		"IP_TTL=x":               "IP_TTL takes a number",
		"UDP_SEGMENT=65536":      "from 0 to 65535",
		"IP_PKTINFO=::1":         "not an address of that family",
		"IP_PKTINFO=127.0.0.1%":  "not an interface",
		"SCM_CREDENTIALS=1,2":    "does not have three parts",
		"SCM_CREDENTIALS=me,1,2": "neither a number nor self",
		"SCM_RIGHTS=a,,b":        "a name is missing",
		"1/99=5":                 "written in bytes: 1/99=hex:00",
		"SOL_NONE/1=hex:00":      "not a level",
		"SOL_SOCKET/NONE=hex:00": "not a type of control message",
		"999999999999/1=hex:00":  "not a level",
	} {
		name, value, _ := strings.Cut(text, "=")
		if item, err := Parse(name, value); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s is %s, %v; want %q", text, item, err, says)
		}
	}
}

// A report says what happened and who reported it.
func TestReports(t *testing.T) {
	inet := func(errno, origin, typ, code byte, info, data uint32, offender string) []byte {
		raw := order.AppendUint32(nil, uint32(errno))
		raw = order.AppendUint32(order.AppendUint32(append(raw, origin, typ, code, 0), info), data)
		if offender == "" {
			return append(raw, make([]byte, 16)...)
		}
		a, err := sockets.ParseAddr(offender)
		if err != nil {
			t.Fatal(err)
		}
		return append(raw, a.Raw()...)
	}
	for want, data := range map[string][]byte{
		"ECONNREFUSED,icmp,3,3,127.0.0.1":     inet(byte(unix.ECONNREFUSED), OriginICMP, 3, 3, 0, 0, "127.0.0.1:0"),
		"EMSGSIZE,icmp,3,4,mtu=1400,10.0.0.1": inet(byte(unix.EMSGSIZE), OriginICMP, 3, 4, 1400, 0, "10.0.0.1:0"),
		"EMSGSIZE,local,0,0,mtu=1500":         inet(byte(unix.EMSGSIZE), OriginLocal, 0, 0, 1500, 0, ""),
		"0,zerocopy,0-3,copied":               inet(0, OriginZerocopy, 0, ZerocopyCopied, 0, 3, ""),
		"0,zerocopy,4-4":                      inet(0, OriginZerocopy, 0, 0, 4, 4, ""),
		"ENOMSG,timestamping,ack,7":           inet(byte(unix.ENOMSG), OriginTimestamping, 0, 0, 2, 7, ""),
		"EINVAL,txtime,1,4294967298":          inet(byte(unix.EINVAL), OriginTxtime, 0, 1, 2, 1, ""),
	} {
		c := sockets.ControlMessage{Level: unix.SOL_IP, Type: unix.IP_RECVERR, Data: data}
		if got := Decode(c, some).Value; got != want {
			t.Errorf("the report is %s, want %s", got, want)
		}
		if errno, _, _ := strings.Cut(want, ","); !report.Same(data, errno, some) || !report.Same(data, want, some) || report.Same(data, "EPERM", some) {
			t.Errorf("%s is not the same as its beginning", want)
		}
	}
}

// No two kinds have the same name or numbers, and each can be parsed and printed.
func TestKinds(t *testing.T) {
	names, numbers := map[string]bool{}, map[[2]int]string{}
	for _, k := range kinds() {
		if names[strings.ToUpper(k.Name)] || numbers[[2]int{k.Level, k.Type}] != "" {
			t.Errorf("%s is there twice, or has the numbers of %s", k.Name, numbers[[2]int{k.Level, k.Type}])
		}
		names[strings.ToUpper(k.Name)], numbers[[2]int{k.Level, k.Type}] = true, k.Name
		f := k.Form
		if f.Hint == "" || f.Canonical == nil || f.Encode == nil || f.Decode == nil || f.Trace == nil || k.About == "" || k.Reach == "" {
			t.Errorf("%s lacks something: %+v", k.Name, k)
		}
		if found, ok := Find(strings.ToLower(k.Name)); !ok || found.Name != k.Name {
			t.Errorf("%s is not found", k.Name)
		}
	}
	for other, name := range synonyms {
		if names[strings.ToUpper(other)] || !names[name] {
			t.Errorf("%s stands for %s", other, name)
		}
	}
}

// Whatever the kernel fills in, truncated or longer than expected, is printed; what is printed with a name has the same
// bytes when it is parsed.
func TestAnyData(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for _, k := range kinds() {
		for range 200 {
			data := make([]byte, dice.IntN(70))
			for i := range data {
				data[i] = byte(dice.IntN(256))
			}
			c := sockets.ControlMessage{Level: k.Level, Type: k.Type, Data: data}
			item := Decode(c, Bench{})
			if strings.ContainsAny(item.String(), "\x00\n\x1b") || !strings.HasPrefix(Trace(nil, c), "cmsg_level=") {
				t.Fatalf("%s of %x prints %q", k.Name, data, item)
			}
			if !k.Sent || item.Name != k.Name || k.Reach == ReachRights {
				continue
			}
			again, err := Parse(item.Name, item.Value)
			if err != nil {
				if k.Type == unix.SO_TIMESTAMPING {
					continue // three times, which can't be sent
				}
				t.Errorf("%s is printed, and not read: %v", item, err)
				continue
			}
			m, err := again.Encode(Bench{})
			if back := Decode(m, Bench{}); err == nil && back != item && !strings.Contains(item.Value, "%") && len(data) == len(m.Data) && !bytes.Equal(data, m.Data) {
				t.Errorf("%s of %x is read as %x", item, data, m.Data)
			}
		}
	}
}

// Control messages are joined and split in the kernel's format.
func TestSplitAndJoin(t *testing.T) {
	list := []sockets.ControlMessage{{Level: 1, Type: 1, Data: []byte{1, 2, 3, 4}}, {Level: 0, Type: 2, Data: []byte{}}, {Level: 99, Type: -1, Data: []byte("abcdefghi")}}
	raw := sockets.JoinControl(list)
	if want := unix.CmsgSpace(4) + unix.CmsgSpace(0) + unix.CmsgSpace(9); len(raw) != want {
		t.Errorf("%d bytes, want %d", len(raw), want)
	}
	got := sockets.SplitControl(raw)
	for i := range list {
		if i >= len(got) || got[i].Level != list[i].Level || got[i].Type != list[i].Type || !bytes.Equal(got[i].Data, list[i].Data) {
			t.Fatalf("%+v comes back as %+v", list, got)
		}
	}
	for n := range raw { // truncated anywhere
		sockets.SplitControl(raw[:n])
	}
	if kernel, err := unix.ParseSocketControlMessage(raw); err != nil || len(kernel) != len(list) {
		t.Errorf("another reader finds %d: %v", len(kernel), err)
	}
}
