package sockopts

import (
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The table covers the struct bit by bit, without holes or overlaps.
func TestInfoFieldsCoverTheStruct(t *testing.T) {
	end, seen := 0, map[string]bool{}
	var used [280 * 8]string
	for _, field := range InfoFields() {
		if seen[field.Name] || strings.HasPrefix(field.Name, "tcpi_") || field.Summary == "" {
			t.Errorf("field %q", field.Name)
		}
		seen[field.Name] = true
		if field.Offset%field.Size != 0 {
			t.Errorf("%s is not aligned", field.Name)
		}
		from, bits := field.Offset*8+field.Shift, field.Size*8
		if field.Bits > 0 {
			bits = field.Bits
		}
		for bit := from; bit < from+bits; bit++ {
			if used[bit] != "" {
				t.Fatalf("%s and %s share bit %d", field.Name, used[bit], bit)
			}
			used[bit] = field.Name
		}
		end = max(end, field.Offset+field.Size)
	}
	if end != 280 {
		t.Errorf("the struct ends at %d", end)
	}
	spare := 0
	for _, name := range used {
		if name == "" {
			spare++
		}
	}
	if spare != 5 { // in the byte that delivery_rate_app_limited and fastopen_client_fail share
		t.Errorf("%d bits belong to no field", spare)
	}
	if names := InfoFieldNames(); len(names) != len(InfoFields()) || names[0] != "state" {
		t.Errorf("names: %v", names)
	}
}

// x/sys has the struct from the header, without bit fields; its offsets are a second source.
func TestInfoOffsetsAgreeWithTheHeader(t *testing.T) {
	var c unix.TCPInfo
	for name, want := range map[string]uintptr{
		"rto": unsafe.Offsetof(c.Rto), "unacked": unsafe.Offsetof(c.Unacked), "pmtu": unsafe.Offsetof(c.Pmtu),
		"rtt": unsafe.Offsetof(c.Rtt), "snd_cwnd": unsafe.Offsetof(c.Snd_cwnd), "total_retrans": unsafe.Offsetof(c.Total_retrans),
		"pacing_rate": unsafe.Offsetof(c.Pacing_rate), "bytes_received": unsafe.Offsetof(c.Bytes_received),
		"segs_in": unsafe.Offsetof(c.Segs_in), "min_rtt": unsafe.Offsetof(c.Min_rtt), "delivery_rate": unsafe.Offsetof(c.Delivery_rate),
		"sndbuf_limited": unsafe.Offsetof(c.Sndbuf_limited), "bytes_retrans": unsafe.Offsetof(c.Bytes_retrans),
		"rcv_ooopack": unsafe.Offsetof(c.Rcv_ooopack), "snd_wnd": unsafe.Offsetof(c.Snd_wnd), "rehash": unsafe.Offsetof(c.Rehash),
	} {
		field, ok := DecodeInfo(make([]byte, 280)).Field(name)
		if !ok || field.Offset != int(want) {
			t.Errorf("%s at %d, the header says %d", name, field.Offset, want)
		}
	}
}

func infoOf(t *testing.T, fd int) Info {
	t.Helper()
	raw, err := get(fd, option(t, "TCP_INFO"))
	if err != nil {
		t.Fatal("TCP_INFO:", err)
	}
	return DecodeInfo(raw)
}

func number(t *testing.T, i Info, name string) int64 {
	t.Helper()
	n, ok := i.Number(name)
	if !ok {
		t.Skipf("this kernel has no %s", name)
	}
	return n
}

func TestInfoOfARealConnection(t *testing.T) {
	listener, addr := listenLoopback(t, unix.AF_INET, func(int) {})
	pending := open(t, kinds()[0])
	if err := unix.Connect(pending, addr); err != nil {
		t.Fatal("connect:", err)
	}
	if l := infoOf(t, listener); number(t, l, "unacked") != 1 || number(t, l, "sacked") != 8 {
		t.Errorf("listener: accept queue %d of %d, want 1 of 8", number(t, l, "unacked"), number(t, l, "sacked"))
	}
	first, _, err := unix.Accept4(listener, unix.SOCK_CLOEXEC)
	if err != nil {
		t.Fatal("accept:", err)
	}
	defer unix.Close(first)

	client, server := connectAccept(t, listener, addr)
	if n, err := unix.Write(client, []byte("hello")); n != 5 || err != nil {
		t.Fatal("write:", n, err)
	}
	if n, err := unix.Read(server, make([]byte, 5)); n != 5 || err != nil {
		t.Fatal("read:", n, err)
	}
	c, s := infoOf(t, client), infoOf(t, server)
	for _, info := range []Info{c, s} {
		state, ok := info.Field("state")
		if !ok || state.String() != "ESTABLISHED" {
			t.Errorf("state %v, %v", state, ok)
		}
	}
	if got := number(t, s, "bytes_received"); got != 5 {
		t.Errorf("the server received %d bytes", got)
	}
	if got := number(t, c, "bytes_sent"); got != 5 {
		t.Errorf("the client sent %d bytes", got)
	}
	if a, b := number(t, c, "snd_wscale"), number(t, s, "rcv_wscale"); a != b {
		t.Errorf("the client scales by %d what the server scaled by %d", a, b)
	}
	if rtt := number(t, c, "rtt"); rtt <= 0 || rtt > 10_000_000 {
		t.Errorf("rtt %d us over loopback", rtt)
	}
	if options, _ := c.Field("options"); !strings.Contains(options.String(), "SACK") && options.Number&optSACK != 0 {
		t.Errorf("options %v", options)
	}
	if text := option(t, "TCP_INFO").Decode(c.raw).String(); !strings.HasPrefix(text, "state=ESTABLISHED rtt=") {
		t.Errorf("TCP_INFO prints %q", text)
	}
	if _, ok := c.Field("tcpi_rtt"); ok {
		t.Error("fields are found with their prefix")
	}
}

func TestShorterInfo(t *testing.T) {
	raw := make([]byte, 232) // the length in Linux 6.1, less the last byte below
	raw[0] = unix.BPF_TCP_LISTEN
	info := DecodeInfo(raw)
	if _, ok := info.Field("snd_wnd"); !ok {
		t.Error("snd_wnd is missing from 232 bytes")
	}
	if _, ok := info.Field("rcv_wnd"); ok {
		t.Error("rcv_wnd is in 232 bytes")
	}
	if _, ok := DecodeInfo(raw[:231]).Number("snd_wnd"); ok {
		t.Error("three bytes of snd_wnd make a number")
	}
	fields := info.Fields()
	if last := fields[len(fields)-1].Name; last != "snd_wnd" {
		t.Errorf("the last field of 232 bytes is %s", last)
	}
	if state, _ := info.Field("state"); state.String() != "LISTEN" {
		t.Errorf("state prints %q", state)
	}
	if got := DecodeInfo(nil).Fields(); len(got) != 0 {
		t.Errorf("no bytes have fields: %v", got)
	}
}

func TestInfoBitFields(t *testing.T) {
	raw := make([]byte, 280)
	raw[5], raw[6], raw[7] = optTimestamps|optSACK|optECN, 0xa7, 0b0000_0101
	info := DecodeInfo(raw)
	for name, want := range map[string]int64{
		"snd_wscale": 7, "rcv_wscale": 10, "delivery_rate_app_limited": 1, "fastopen_client_fail": 2,
	} {
		if got, ok := info.Number(name); !ok || got != want {
			t.Errorf("%s is %d, %v; want %d", name, got, ok, want)
		}
	}
	if options, _ := info.Field("options"); options.String() != "TIMESTAMPS|SACK|ECN" {
		t.Errorf("options print %q", options)
	}
}
