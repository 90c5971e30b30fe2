package ask_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/ask"
	"netnet-tui/sessions/enginetest"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// asked returns what is printed about a question.
func asked(t *testing.T, question func(e ask.Doer, out *strings.Builder) error) string {
	t.Helper()
	e, err := remote.Start(engine.Options{AllowNet: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	var out strings.Builder
	if err := question(e, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func listening(t *testing.T) (l net.Listener, port uint16) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l, uint16(l.Addr().(*net.TCPAddr).Port)
}

// A listener has its port at its address and at every address, but not at another one nor for UDP.
func TestPort(t *testing.T) {
	_, port := listening(t)
	said := asked(t, func(e ask.Doer, out *strings.Builder) error { return ask.Port(e, port, out, false) })
	for _, want := range []string{
		fmt.Sprintf("Port %d is held by", port), fmt.Sprintf("(process %d, descriptor", os.Getpid()),
		"SO_REUSEADDR does not get past a listener",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in:\n%s", want, said)
		}
	}
}

func TestPortAsJSON(t *testing.T) {
	_, port := listening(t)
	said := asked(t, func(e ask.Doer, out *strings.Builder) error { return ask.Port(e, port, out, true) })
	var answer struct {
		Holders []struct{ State, Local string }
		Binds   []struct {
			Protocol, Address, Option, Answer string
			Why                               []struct{ Phenomenon, Claim, Certainty string }
		}
	}
	if err := json.Unmarshal([]byte(said), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Binds) != 24 || !slices.ContainsFunc(answer.Holders, func(h struct{ State, Local string }) bool { return h.State == "LISTEN" }) {
		t.Errorf("%d binds, holders %v", len(answer.Binds), answer.Holders)
	}
	for _, b := range answer.Binds {
		taken := b.Protocol == "tcp" && (strings.HasPrefix(b.Address, "127.0.0.1:") || strings.HasPrefix(b.Address, "0.0.0.0:") || strings.HasPrefix(b.Address, "[::]:"))
		switch {
		case taken && (b.Answer != "EADDRINUSE" || len(b.Why) == 0 || b.Why[0].Phenomenon != "port-in-use"):
			t.Errorf("%+v should be in use", b)
		case b.Protocol == "udp" && b.Answer == "EADDRINUSE" && strings.Contains(b.Why[0].Claim, "listens"):
			t.Errorf("UDP is told about a listener: %+v", b)
		}
	}
}

// A tried bind must not change the answer to the next one: after one of 0.0.0.0 with SO_REUSEPORT the kernel would also
// admit [::], although a socket without it listens there for IPv6 only.
func TestPortOfIPv6Only(t *testing.T) {
	s, err := unix.Socket(unix.AF_INET6, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(s) }()
	if err := errors.Join(unix.SetsockoptInt(s, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 1), unix.Bind(s, &unix.SockaddrInet6{}), unix.Listen(s, 5)); err != nil {
		t.Fatal(err)
	}
	at, err := unix.Getsockname(s)
	if err != nil {
		t.Fatal(err)
	}
	said := asked(t, func(e ask.Doer, out *strings.Builder) error {
		return ask.Port(e, uint16(at.(*unix.SockaddrInet6).Port), out, true)
	})
	var answer struct {
		Binds []struct{ Protocol, Address, Option, Answer string }
	}
	if err := json.Unmarshal([]byte(said), &answer); err != nil {
		t.Fatal(err)
	}
	for _, b := range answer.Binds {
		want := "ok"
		if b.Protocol == "tcp" && b.Address[0] == '[' {
			want = "EADDRINUSE"
		}
		if b.Answer != want {
			t.Errorf("%+v, want %s", b, want)
		}
	}
}

// A full accept queue is named as the reason, and not the socket or the timeout that the question was asked with.
func TestConnectToFullQueue(t *testing.T) {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(s) }()
	if err := errors.Join(unix.Bind(s, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}), unix.Listen(s, 0)); err != nil {
		t.Fatal(err)
	}
	at, err := unix.Getsockname(s)
	if err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("127.0.0.1:%d", at.(*unix.SockaddrInet4).Port)
	c, err := net.Dial("tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	said := asked(t, func(e ask.Doer, out *strings.Builder) error { return ask.Connect(e, address, out, false) })
	if !strings.Contains(said, "No answer within 3 s: the accept queue of") || strings.Contains(said, "newcomer") || strings.Contains(said, "SNDTIMEO") {
		t.Error(said)
	}
}

func TestConnect(t *testing.T) {
	l, port := listening(t)
	address := fmt.Sprintf("127.0.0.1:%d", port)
	if said := asked(t, func(e ask.Doer, out *strings.Builder) error { return ask.Connect(e, address, out, false) }); !strings.HasPrefix(said, "connect "+address+": ok") {
		t.Error(said)
	}
	_ = l.Close()
	if said := asked(t, func(e ask.Doer, out *strings.Builder) error { return ask.Connect(e, address, out, false) }); !strings.Contains(said, "ECONNREFUSED") || !strings.Contains(said, "Nobody listens at "+address) {
		t.Error(said)
	}
}
