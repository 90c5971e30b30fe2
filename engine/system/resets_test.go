package system

import (
	"net/netip"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// TestResets aborts a connection: each end knows who did it, and why. It needs root on the machine itself.
func TestResets(t *testing.T) {
	r := newRig(t)
	w := Everything
	w.Resets = true
	listener, _ := r.listener(9)
	client, accepted := r.connection(listener)
	numbers := map[uint32]ResetBy{inode(t, client): ResetThere, inode(t, accepted): ResetHere}
	l := newLive(t, w)
	if l.noResets != "" {
		t.Skip(l.noResets)
	}
	_, err := unix.Write(client, []byte("unread"))
	r.check(err)
	r.close(accepted)
	r.close(client)
	l.until("both ends' deaths", func() bool {
		for _, c := range l.told {
			if want, mine := numbers[c.Row.Inode]; mine && c.Event == Died {
				if c.By != want || c.Reason != "TCP_ABORT_ON_CLOSE" {
					t.Errorf("%s: reset %q (%s), want %q", c.Row.LocalText(), c.By, c.Reason, want)
				}
				delete(numbers, c.Row.Inode)
			}
		}
		return len(numbers) == 0
	})
	l.resets.close()
	l.resets = nil
	if folder := "/sys/kernel/tracing/instances/netnet-tui-" + itoa(self); unix.Access(folder, unix.F_OK) == nil {
		t.Errorf("%s is left", folder)
	}
}

// TestResetLines parses lines of trace_pipe.
func TestResetLines(t *testing.T) {
	r := &resets{sent: map[[2]netip.AddrPort]sentReset{}, came: map[uint64]bool{}}
	for _, line := range []string{
		"  a b-12 [001] b.s1. 5.1: tcp_send_reset: skbaddr=00 skaddr=00 src=127.0.0.1:80 dest=127.0.0.1:4000 state=UNKNOWN reason=NO_SOCKET\n",
		"  src=1-12 [001] b.s1. 5.1: tcp_receive_reset: family=AF_INET sport=4000 dport=80 saddr=127.0.0.1 daddr=127.0.0.1 saddrv6=:: daddrv6=:: sock_cookie=1a\n",
		"CPU:1 [LOST 12 EVENTS]\n", "nonsense\n",
	} {
		r.line(line)
	}
	s := Socket{InetSocket: sockets.InetSocket{Cookie: 0x1a, Local: sockets.Inet(netip.MustParseAddrPort("127.0.0.1:4000")), Peer: sockets.Inet(netip.MustParseAddrPort("127.0.0.1:80"))}}
	if by, reason := r.of(&s); by != ResetThere || reason != "NO_SOCKET" || r.lost != 1 {
		t.Errorf("%q %q, %d lost", by, reason, r.lost)
	}
	if by, _ := r.of(&s); by != "" {
		t.Errorf("a second time it is %q", by)
	}
	// It is reported after the other end.
	peer := Socket{InetSocket: sockets.InetSocket{Cookie: 0x1b, Local: s.Peer, Peer: s.Local}}
	if by, reason := r.of(&peer); by != ResetHere || reason != "NO_SOCKET" {
		t.Errorf("the peer's is %q %q", by, reason)
	}
	if by, _ := r.of(&peer); by != "" || len(r.sent) != 0 {
		t.Errorf("a second time the peer's is %q, and %d are kept", by, len(r.sent))
	}
	var none *resets
	none.read()
	if by, _ := none.of(&s); by != "" {
		t.Errorf("an empty resets says %q", by)
	}
}
