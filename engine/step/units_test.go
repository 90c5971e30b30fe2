package step

import (
	"netnet-tui/engine/status"

	"math"
	"testing"
	"time"
)

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "1": 1, "100B": 100, "1KiB": 1 << 10, "64KiB": 64 << 10, "3MiB": 3 << 20, "2GiB": 2 << 30, "9223372036854775807": math.MaxInt64,
		"1k": 1 << 10, "4k": 4 << 10, "64K": 64 << 10, "1M": 1 << 20, "2G": 2 << 30, "1.5KiB": 1536, "0.5M": 512 << 10,
	} {
		if got, err := ParseSize(text); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "B", "KiB", "-1", "-1KiB", "-1k", "1.0001k", "1m", "1g", "1kb", "1KB", "k", "1 KiB", "1KiBB", "9223372036854775808", "9007199254740993GiB"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("%q is taken for %d", text, got)
		}
	}
	for n, want := range map[int64]string{0: "0", 1023: "1023", 1024: "1KiB", 1025: "1025", 3 << 20: "3MiB", 1 << 40: "1024GiB"} {
		if got := FormatSize(n); got != want {
			t.Errorf("%d prints %q, want %q", n, got, want)
		}
	}
	for n := int64(1); n > 0; n = n*3 + 1 {
		if got, err := ParseSize(FormatSize(n)); err != nil || got != n {
			t.Errorf("%d prints %q, which is %d, %v", n, FormatSize(n), got, err)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0": 0, "0s": 0, "200us": 200 * time.Microsecond, "200µs": 200 * time.Microsecond, "10ms": 10 * time.Millisecond,
		"2s": 2 * time.Second, "1.5s": 1500 * time.Millisecond, "3m": 3 * time.Minute, "90s": 90 * time.Second, "forever": -1, "-1": -1,
	} {
		if got, err := ParseDuration(text); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "s", "5", "-2s", "1h", "1ns", "0.5us", "1m30s", "1 s", "1..5s", ".s", "1e3s"} {
		if got, err := ParseDuration(text); err == nil {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
	for d, want := range map[time.Duration]string{
		-1: "forever", -time.Hour: "forever", 0: "0s", time.Microsecond: "1us", 1500 * time.Millisecond: "1500ms", time.Minute: "1m",
		90 * time.Second: "90s", time.Hour: "60m",
	} {
		if got := FormatDuration(d); got != want {
			t.Errorf("%d ns prints %q, want %q", d, got, want)
		}
	}
	for d := time.Microsecond; d > 0 && d < 1000*time.Hour; d = d*3 + time.Microsecond {
		if got, err := ParseDuration(FormatDuration(d)); err != nil || got != d {
			t.Errorf("%s prints %q, which is %s, %v", d, FormatDuration(d), got, err)
		}
	}
}

func TestBools(t *testing.T) {
	for text, want := range map[string]bool{"on": true, "1": true, "off": false, "0": false} {
		if got, err := parseBool(text); err != nil || got != want {
			t.Errorf("%q is %t, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "yes", "ON", "2"} {
		if got, err := parseBool(text); err == nil {
			t.Errorf("%q is taken for %t", text, got)
		}
	}
}

func TestStates(t *testing.T) {
	for text, want := range map[string]status.State{
		"FIN-WAIT-2": "FIN-WAIT-2", "FIN_WAIT2": "FIN-WAIT-2", "fin-wait-2": "FIN-WAIT-2", "finwait2": "FIN-WAIT-2", "ESTAB": "ESTABLISHED",
		"listen": "LISTEN", "SYN-RECV": "SYN-RECEIVED", "CLOSE": "CLOSED", "close-wait": "CLOSE-WAIT", "UNCONN": "UNCONNECTED",
	} {
		if got, ok := ParseState(text); !ok || got != want {
			t.Errorf("%q is %q, %t; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "OPEN", "FIN-WAIT-3"} {
		if got, ok := ParseState(text); ok {
			t.Errorf("%q is taken for %q", text, got)
		}
	}
	for _, name := range status.States() {
		if got, ok := ParseState(string(name)); !ok || got != name {
			t.Errorf("%q is %q, %t", name, got, ok)
		}
	}
}

func TestParseInterests(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"s:in", "s:in"}, {"s:in,out", "s:in,out"}, {"s:out|in", "s:in,out"}, {"s:i", "s:in"}, {"s:POLLIN,pri,rdhup", "s:in,pri,rdhup"},
	} {
		got, err := parseInterests([]string{c.in})
		if err != nil || len(got) != 1 || got[0].String() != c.out {
			t.Errorf("%q is %v, %v; want %s", c.in, got, err, c.out)
		}
	}
	for _, words := range [][]string{nil, {"s"}, {"s:"}, {":in"}, {"s:in", "c:sideways"}} {
		if got, err := parseInterests(words); err == nil {
			t.Errorf("%q is taken for %v", words, got)
		}
	}
}
