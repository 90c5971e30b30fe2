package system

import (
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// TestParseInet parses lines as the kernel writes them on a little-endian machine.
func TestParseInet(t *testing.T) {
	for line, want := range map[string]struct {
		local, peer string
		state       status.State
		uid, inode  uint32
		left        time.Duration
	}{
		"   0: 0100007F:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000 100 0 0 10 0": {
			local: "127.0.0.1:7000", state: status.StateListen, uid: 1000, inode: 4711},
		"  61: 0100007F:1B58 0100007F:A2C4 06 00000000:00000000 03:00001756 00000000     0        0 0 3 0000000000000000": {
			local: "127.0.0.1:7000", peer: "127.0.0.1:41668", state: status.StateTimeWait, left: 59740 * time.Millisecond},
	} {
		one, ok := parseInet(unix.IPPROTO_TCP, line)
		s := Socket{InetSocket: one}
		if !ok || s.LocalText() != want.local || s.PeerText() != want.peer || s.StateName() != want.state || s.UID != want.uid || s.Inode != want.inode || s.Expires != want.left {
			t.Errorf("%v %+v, want %+v", ok, one, want)
		}
	}
	if _, ok := parseInet(unix.IPPROTO_TCP, "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"); ok {
		t.Error("the header is parsed as a socket")
	}
}

// TestForeign reads the tables in /proc of this process, as if its network could not be entered.
func TestForeign(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(7)
	client, _ := r.connection(listener)
	udp := r.socket(unix.AF_INET6, unix.SOCK_DGRAM, 0)
	r.check(unix.Bind(udp, &unix.SockaddrInet6{Addr: [16]byte{15: 1}}))
	named := r.socket(unix.AF_UNIX, unix.SOCK_SEQPACKET, 0)
	r.check(unix.Bind(named, &unix.SockaddrUnix{Name: "@a name"}))
	r.check(unix.Listen(named, 1))
	rows := map[uint32]Socket{}
	foreign(1, self, All, func(s *Socket) { rows[s.Inode] = *s })
	known := snapshot(t, Everything)
	for _, fd := range []int{listener, client, udp, named} {
		got, want := rows[inode(t, fd)], known[inode(t, fd)]
		if got.ProtocolName() != want.ProtocolName() || got.StateName() != want.StateName() || got.LocalText() != want.LocalText() || got.PeerText() != want.PeerText() {
			t.Errorf("%s %s %s %s, want %s %s %s %s", got.ProtocolName(), got.StateName(), got.LocalText(), got.PeerText(),
				want.ProtocolName(), want.StateName(), want.LocalText(), want.PeerText())
		}
	}
}

// TestWithoutSockDiag looks and watches where the kernel can't be asked: what is in /proc is seen, and the rest is
// named as missing.
func TestWithoutSockDiag(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(7)
	client, accepted := r.connection(listener)
	l := newLive(t, Everything)
	l.deaths.Close()
	l.tables.Close()
	l.tables.diag, l.noDeaths = sockets.NoDiag(), "no deaths"
	clear(l.rows)
	l.Look(time.Now(), 0)
	if !l.in(listener, status.StateListen)() || !l.in(client, status.StateEstablished)() || len(l.Missing) < 2 {
		t.Errorf("%d are seen, missing %v", len(l.rows), l.Missing)
	}
	gone := inode(t, client)
	r.close(client)
	r.close(accepted)
	l.until("the end", func() bool {
		return slices.ContainsFunc(l.told, func(c Change) bool { return c.Event == Died && c.Row.Inode == gone })
	})
}
