package loop_test

import (
	"slices"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// asked serves a datagram socket that is bound to every address, with pktinfo, and connects a client to one of those
// addresses.
func (r *rig) asked(at string) (service, client int) {
	r.t.Helper()
	k := sockets.Linux{}
	service, client = udpAt(r.t, "0.0.0.0:0"), udp(r.t)
	r.t.Cleanup(func() { _ = unix.Close(client) })
	r.fds = append(r.fds, service)
	level, option, _ := loop.PktInfoOption(unix.AF_INET)
	if err := unix.SetsockoptInt(service, level, option, 1); err != nil {
		r.t.Fatal(err)
	}
	var err error
	r.do(func() {
		err = r.Serve(loop.Service{ID: uint64(len(r.fds)), Name: "u", FD: service, Datagram: true, Protocol: "echo", PktInfo: true})
	})
	if err != nil {
		r.t.Fatal(err)
	}
	port, _ := k.Getsockname(service)
	to, _ := sockets.ParseAddr(at + port.String()[len("0.0.0.0"):])
	if err := k.Connect(client, to); err != nil {
		r.t.Fatal(err)
	}
	return service, client
}

// TestRepliesLeaveFromTheAddressThatWasAsked connects a client to one of many addresses, which must get the reply with
// every readiness. The calls are counted under their names.
func TestRepliesLeaveFromTheAddressThatWasAsked(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			_, client := r.asked("127.0.0.2")
			for _, text := range []string{"hello", "again"} {
				send(t, client, text)
				if got := recv(t, client, len(text)); got != text {
					t.Errorf("the client gets %q", got)
				}
			}
			r.until("the calls", func(v status.Server) bool {
				made := func(name string) bool {
					return slices.ContainsFunc(v.Calls, func(c status.CallCount) bool { return c.Name == name && c.Errno == "" && c.Count == 2 })
				}
				return made("recvmsg") && made("sendmsg") && v.Totals.Messages == 2 && v.Totals.In == 10 && v.Totals.Out == 10
			})
		})
	}
}

// Without the option the reply leaves from the address that the kernel picks, and a message says so.
func TestAReplyWithoutPktInfoIsSentAnyway(t *testing.T) {
	told := &said{}
	r := serveWith(t, loop.Options{Tell: told.tell}, sockets.Linux{}, "echo", "epoll", 64)
	service, client := r.asked("127.0.0.1")
	level, option, _ := loop.PktInfoOption(unix.AF_INET)
	if err := unix.SetsockoptInt(service, level, option, 0); err != nil {
		t.Fatal(err)
	}
	send(t, client, "hello")
	if got := recv(t, client, 5); got != "hello" || !told.has("no pktinfo came", "u") {
		t.Errorf("the client gets %q, and %q is told", got, told.sentences)
	}
}
