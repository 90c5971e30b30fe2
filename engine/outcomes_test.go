package engine

import (
	"strings"
	"testing"

	"netnet-tui/engine/step"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// line makes a step as a script writes it.
func (r *rig) line(text string, names ...string) Event {
	r.t.Helper()
	s, _, err := step.ParseLine(text, names)
	if err != nil {
		r.t.Errorf("%s: %v", text, err)
		return Event{}
	}
	e, err := r.Do(s)
	if err != nil {
		r.t.Fatal(err)
	}
	return e
}

// TestEveryAnswerIsAnOutcome reads every option of every kind of socket, and expects what was printed.
func TestEveryAnswerIsAnOutcome(t *testing.T) {
	r := newRig(t, Options{Lab: true, AllowNet: true})
	r.connection()
	type made struct{ domain, typ, protocol int }
	tcp := made{unix.AF_INET, unix.SOCK_STREAM, 0}
	names, kinds := []string{"s", "c"}, []made{tcp, tcp}
	for _, kind := range []string{"tcp6", "udp", "udp6", "unix", "unix-dgram", "mptcp", "AF_NETLINK SOCK_RAW 0", "AF_PACKET SOCK_RAW 0",
		"AF_INET SOCK_RAW icmp", "AF_INET6 SOCK_RAW icmpv6", "AF_VSOCK SOCK_STREAM"} {
		name := "k" + string(rune('a'+len(names)))
		if e := r.line(name + " = socket " + kind); e.Errno() == "" && e.Problem == "" {
			names, kinds = append(names, name), append(kinds, made{e.Step.Domain, e.Step.Type, e.Step.Protocol})
		}
	}
	held := 0
	for _, o := range sockopts.All() {
		for i, name := range names {
			if k := kinds[i]; o.Clock || !o.Readable() || !o.AppliesTo(k.domain, k.typ, k.protocol) {
				continue
			}
			get := "getsockopt " + name + " " + o.Level + " " + o.Name
			e := r.line(get, names...)
			if e.Clipped {
				continue
			}
			if again := r.line(get+" => "+e.Got, names...); again.Held == nil || !*again.Held {
				t.Errorf("%s: printed %s, then %s", get, e.Got, again.Got)
			}
			held++
		}
	}
	t.Log(held, "answers were expected")
	if held < 600 {
		t.Errorf("only %d answers were expected", held)
	}
}

// TestWhatIsSetIsAnOutcome expects the values that setsockopt took, if the kernel keeps them.
func TestWhatIsSetIsAnOutcome(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.connection()
	names := []string{"s", "c", "a"}
	for _, lines := range []string{
		"SO_LINGER on,3s/SO_LINGER off/=> off",
		"SO_LINGER on,3s/SO_LINGER off/=> off,3s",
		"SO_LINGER on,3s/SO_LINGER off/=> !=on,3s",
		"SO_LINGER off,5s/=> off",
		"SO_LINGER off,5s/=> !=off,5s", // off keeps the previous seconds
		"SO_LINGER off,5s/=> off,3s",
		"SO_LINGER on,4s/=> on",
		"SO_LINGER on,4s/=> !=off",
		"SO_RCVTIMEO 1500ms/=> >=1s",
		"SO_RCVTIMEO 1500ms/=> <2s",
		"SO_MAX_PACING_RATE 1000/=> <1001",
		"SO_LINGER on,0s/=> on,0s",
		"SO_LINGER on,1m/=> on,60s",
		"SO_KEEPALIVE 5/=> 5",
		"SO_KEEPALIVE true/=> true",
		"SO_RCVLOWAT 4k/=> 4096",
		"SO_RCVLOWAT 4096/=> 4K",
		"SO_RCVTIMEO 1500ms/=> 1.5s",
		"SO_RCVTIMEO 2/=> 2",
		`TCP_CONGESTION "reno"/=> reno`,
		`TCP_CONGESTION reno/=> "reno"`,
		`SO_BINDTODEVICE lo/SO_BINDTODEVICE ""/=> ""`,
		"IP_TOS 0x10/=> 16",
		"IP_UNICAST_IF 1/=> htonl(1)",
		"IP_UNICAST_IF htonl(1)/=> 1",
		"TCP_USER_TIMEOUT 5s/=> 5000ms",
		"IP_MTU_DISCOVER do/=> IP_PMTUDISC_DO",
		"SO_TIMESTAMPING software|rx_software/=> RX_SOFTWARE|SOFTWARE",
	} {
		words := strings.Split(lines, "/")
		option, _, _ := strings.Cut(words[0], " ")
		for _, set := range words[:len(words)-1] {
			if e := r.line("setsockopt c "+set, names...); e.Errno() != "" || e.Problem != "" {
				t.Errorf("setsockopt c %s: %s %s", set, e.Errno(), e.Problem)
			}
		}
		last := words[len(words)-1]
		if e := r.line("getsockopt c "+option+" "+last, names...); e.Held == nil || !*e.Held {
			t.Errorf("%s: %s came", lines, e.Got)
		}
		if want, ok := strings.CutPrefix(last, "=> "); ok && !strings.ContainsAny(want[:1], "!<>") {
			if e := r.line("expect c."+option+" == "+want, names...); e.Held == nil || !*e.Held {
				t.Errorf("expect c.%s == %s: %s came", option, want, e.Got)
			}
		}
	}
}

// TestNamesOfAnyBytesAreOutcomes prints addresses of Unix sockets, and expects what was printed.
func TestNamesOfAnyBytesAreOutcomes(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	for i, name := range []string{"a b#c", `q"uote`, `back\slash`, "=>", "|", "a | b", "\xff\xfe", "nul\x00in", "é", "new\nline", "tab\there", " ", "#", "@at", "\x1b[31m", "a=b", "~", "none"} {
		socket := "u" + string(rune('a'+i))
		address := step.Word("unix:@outcome " + name)
		if e := r.line(socket + " = socket unix-dgram"); e.Errno() != "" {
			t.Fatal(e.Errno())
		}
		r.line("bind "+socket+" "+address, socket)
		e := r.line("getsockname "+socket, socket)
		for _, line := range []string{"getsockname " + socket + " => " + e.Got, "getsockname " + socket + " => " + address, "expect " + socket + ".local == " + e.Got} {
			if again := r.line(line, socket); again.Held == nil || !*again.Held {
				t.Errorf("%s: %s %s", line, again.Got, again.Problem)
			}
		}
	}
}

// TestAddressesThatNoCallTakesAreOutcomes prints addresses that a script can't bind to, and expects what was printed.
func TestAddressesThatNoCallTakesAreOutcomes(t *testing.T) {
	r := newRig(t, Options{Lab: true, AllowNet: true})
	for name, kind := range map[string]string{"u": "unix", "d": "unix-dgram", "n": "AF_NETLINK SOCK_RAW 0", "p": "AF_PACKET SOCK_RAW htons(ETH_P_ARP)", "v": "AF_VSOCK SOCK_STREAM"} {
		if e := r.line(name + " = socket " + kind); e.Errno() != "" {
			t.Logf("no %s here: %s", kind, e.Errno())
			continue
		}
		got := r.line("getsockname "+name, name).Got
		for _, line := range []string{"getsockname " + name + " => " + got, "getsockname " + name + " => EINVAL | " + step.Word(got),
			"getsockname " + name + ` => "` + got + `"`, "expect " + name + ".local == " + got, "expect " + name + `.local != "unix:@x"`} {
			if e := r.line(line, name); e.Held == nil || !*e.Held {
				t.Errorf("%s: %s %s", line, e.Got, e.Problem)
			}
		}
		for _, line := range []string{"getsockname " + name + " => unix:@x", "getsockname " + name + " => AF_NETLINK,nl_pid=1,nl_groups=00000000", "expect " + name + ".local != " + got} {
			if e := r.line(line, name); e.Held == nil || *e.Held {
				t.Errorf("%s holds: %s %s", line, e.Got, e.Problem)
			}
		}
	}
	r.line(`a = socket unix-dgram`)
	r.line(`bind a unix:@"a b"`, "a")
	for _, line := range []string{`getsockname a => unix:@"a b"`, `getsockname a => "unix:@a b"`, `expect a.local == unix:@"a b"`} {
		if e := r.line(line, "a"); e.Held == nil || !*e.Held {
			t.Errorf("%s: %s %s", line, e.Got, e.Problem)
		}
	}
	for _, line := range []string{"bind a unix:", "sendto a AF_CAN x"} {
		if _, _, err := step.ParseLine(line, []string{"a"}); err == nil {
			t.Errorf("%s is taken", line)
		}
	}
}

// TestTheProtocolIsOfTheFamily reads SO_PROTOCOL, whose values are named according to the family.
func TestTheProtocolIsOfTheFamily(t *testing.T) {
	r := newRig(t, Options{Lab: true, AllowNet: true})
	r.line("t = socket tcp")
	r.line("n = socket AF_NETLINK SOCK_RAW 6")
	r.line("u = socket unix")
	for name, words := range map[string][]string{"t": {"IPPROTO_TCP", "tcp", "6", "!=NETLINK_ROUTE"}, "n": {"NETLINK_XFRM", "xfrm", "6"}, "u": {"0"}} {
		for _, word := range words {
			if e := r.line("getsockopt "+name+" SO_PROTOCOL => "+word, "t", "n", "u"); e.Held == nil || !*e.Held || strings.Contains(e.Calls[0].String(), "IPPROTO") {
				t.Errorf("%s: %s %s %v", e.Text, e.Got, e.Problem, e.Calls)
			}
		}
	}
	for name, want := range map[string]string{"t": "IPPROTO_TCP", "n": "NETLINK_XFRM"} {
		if e := r.line("show "+name+".SO_PROTOCOL", "t", "n"); e.Got != want {
			t.Errorf("%s: %s, want %s", e.Text, e.Got, want)
		}
	}
}

// TestAnUnknownZoneIsRefused checks that the error names the existing interfaces; without it the kernel would be given
// 0.
func TestAnUnknownZoneIsRefused(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.line("s = socket udp6")
	for _, line := range []string{"bind s [fe80::1%nosuch0]:0", "connect s [fe80::1%nosuch0]:9", `sendto s [fe80::1%nosuch0]:9 "x"`, "c = client [fe80::1%nosuch0]:9", "l = server [fe80::1%nosuch0]:0"} {
		if e := r.line(line, "s"); !has(e.Problem, "nosuch0") || !has(e.Problem, "lo") || len(e.Calls) > 0 {
			t.Errorf("%s: %q, %d calls", line, e.Problem, len(e.Calls))
		}
	}
	if e := r.line("connect s [fe80::1%lo]:9", "s"); len(e.Calls) != 1 || e.Problem != "" {
		t.Errorf("%s: %q", e.Text, e.Problem)
	}
	r.line("bind s [::1%lo]:0", "s")
	if e := r.line("expect s.local == @s", "s"); e.Failed() {
		t.Errorf("%s: %s", e.Text, e.Got)
	}
}
