package system

import (
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// stalled returns a row once it is found with the given sign.
func (r *rig) stalled(fd int, want Stall, again func()) (found Row) {
	r.Helper()
	number := inode(r, fd)
	wanted := Wanted{Scope: TCP | Unix, Show: Everything.Show}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if _, err := Each(wanted, func(row *Row) {
			if row.Inode == number {
				found = *row
			}
		}); err != nil {
			r.Fatal(err)
		}
		if found.Stall == want {
			return found
		}
		if time.Now().After(end) {
			r.Fatalf("the sign is %q (%s), want %q; %+v", found.Stall, found.Why(), want, found.Socket)
		}
		if again != nil {
			again()
		}
	}
}

// caught returns a client with a sign that lasts for at most 200 ms: connections are made until one is seen with it.
func (r *rig) caught(listener int, want Stall, hold func(client, accepted int)) Row {
	r.Helper()
	for end := time.Now().Add(30 * time.Second); ; {
		client, accepted := r.connection(listener)
		hold(client, accepted)
		time.Sleep(heldFor + 4*time.Millisecond)
		row := snapshot(r, Wanted{Scope: TCP, Show: Everything.Show})[inode(r, client)]
		r.close(client)
		r.close(accepted)
		if row.Stall == want {
			return row
		}
		if time.Now().After(end) {
			r.Fatalf("the sign is %q (%s), want %q; %+v", row.Stall, row.Why(), want, row.Socket)
		}
	}
}

// says checks that a sentence contains some words.
func (r *rig) says(row Row, words ...string) {
	r.Helper()
	r.Logf("%s  %s", row.Stall, row.Why())
	for _, word := range words {
		if !strings.Contains(row.Why(), word) {
			r.Errorf("%q does not say %q", row.Why(), word)
		}
	}
}

// fill writes until the socket takes no more.
func (r *rig) fill(fd int) {
	r.check(unix.SetNonblock(fd, true))
	for piece := make([]byte, 16<<10); ; {
		if _, err := unix.Write(fd, piece); err == unix.EAGAIN {
			return
		} else if err != nil {
			r.Fatal(err)
		}
	}
}

// deafen makes an end drop what arrives, as a cut cable does, and makes both ends vanish when closed.
func (r *rig) deafen(fd, other int) {
	for _, end := range []int{fd, other} {
		r.check(unix.SetsockoptLinger(end, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
	}
	r.check(unix.SetsockoptSockFprog(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K}}))
}

func (r *rig) write(fd, bytes int) {
	_, err := unix.Write(fd, make([]byte, bytes))
	r.check(err)
}

func (r *rig) ioctl(fd int, request uint) string {
	n, err := unix.IoctlGetInt(fd, request)
	r.check(err)
	return itoa(n) + " byte"
}

func TestWindowShut(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(1)
	client, accepted := r.connection(listener)
	r.fill(client)
	r.says(r.stalled(client, status.StallPeer, nil), "127.0.0.1:"+itoa(port)+" does not read", r.ioctl(client, unix.SIOCOUTQ))
	r.says(r.stalled(accepted, status.StallOurs, nil), "127.0.0.1:"+itoa(r.port(client)), r.ioctl(accepted, unix.SIOCINQ))
	drained := make([]byte, 1<<20)
	r.check(unix.SetNonblock(accepted, true))
	r.stalled(client, "", func() { unix.Read(accepted, drained) }) // both signs disappear when someone reads
	r.stalled(accepted, "", func() { unix.Read(accepted, drained) })
}

func TestHeldPieces(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(1)
	t.Run("nagle", func(t *testing.T) {
		r := newRig(t)
		row := r.caught(listener, status.StallNagle, func(client, accepted int) {
			r.deafen(accepted, client)
			r.write(client, 3)
			r.write(client, 77)
		})
		r.says(row, "77 bytes", "the 3 bytes", row.PeerText(), "TCP_NODELAY")
	})
	t.Run("corked", func(t *testing.T) {
		r := newRig(t)
		row := r.caught(listener, status.StallCorked, func(client, _ int) {
			r.check(unix.SetsockoptInt(client, unix.IPPROTO_TCP, unix.TCP_CORK, 1))
			r.write(client, 55)
		})
		r.says(row, "TCP_CORK", "55 bytes back", itoa(int(row.Info.Snd_mss)))
	})
	t.Run("paced", func(t *testing.T) {
		r := newRig(t)
		client, accepted := r.connection(listener)
		r.check(unix.SetsockoptInt(client, unix.SOL_SOCKET, unix.SO_MAX_PACING_RATE, 20000))
		r.check(unix.SetNonblock(accepted, true))
		r.fill(client)
		into := make([]byte, 1<<20)
		row := r.stalled(client, status.StallPaced, func() { unix.Read(accepted, into) })
		r.says(row, "20000 bytes per second", fmt.Sprintf("%d bytes", row.Info.Notsent_bytes))
	})
}

// TestNotAcknowledged has an end that receives nothing: segments are retransmitted, and finally it counts as silent.
func TestNotAcknowledged(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(1)
	client, accepted := r.connection(listener)
	r.deafen(accepted, client)
	r.write(client, 1234)
	row := r.stalled(client, status.StallRetransmit, nil)
	r.says(row, "127.0.0.1:"+itoa(port), fmt.Sprintf("%d since", row.Info.Total_retrans))
	row = r.stalled(client, status.StallUnacked, nil)
	r.says(row, "127.0.0.1:"+itoa(port), "1234 bytes", step.Times(row.Tries))
	if row.Tries == 0 {
		t.Error("nothing was sent again")
	}
}

// TestSendBuffer has a full send buffer that is entirely in flight, while more could be.
func TestSendBuffer(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(1)
	row := r.caught(listener, status.StallBuffer, func(client, accepted int) {
		r.check(unix.SetsockoptInt(client, unix.SOL_SOCKET, unix.SO_SNDBUF, 4608))
		r.deafen(accepted, client)
		r.check(unix.SetNonblock(client, true))
		r.write(client, 256<<10) // only part of it is taken
	})
	r.says(row, fmt.Sprintf("%d bytes of memory, for a limit of %d", row.Memory.Queued, row.Memory.SendLimit), "127.0.0.1:"+itoa(port))
}

func TestQueueFull(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(1)
	at, err := unix.Getsockname(listener)
	r.check(err)
	var client int
	for range 3 {
		client = r.socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
		if err := unix.Connect(client, at); err != nil && err != unix.EINPROGRESS {
			t.Fatal(err)
		}
	}
	r.says(r.stalled(listener, status.StallQueueFull, nil), "2 connections", "backlog of 1")
	row := r.stalled(client, status.StallHandshake, nil)
	r.says(row, row.PeerText(), "SYN was sent again "+step.Times(row.Tries))

	unixListener := r.socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	name := &unix.SockaddrUnix{Name: "@stalled"}
	r.check(unix.Bind(unixListener, name))
	r.check(unix.Listen(unixListener, 2))
	for n := range 3 {
		if row := snapshot(t, Wanted{Scope: Unix})[inode(t, unixListener)]; row.Stall != "" {
			t.Errorf("with %d waiting the sign is %s", n, row.Stall)
		}
		r.check(unix.Connect(r.socket(unix.AF_UNIX, unix.SOCK_STREAM, 0), name))
	}
	if err := unix.Connect(r.socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0), name); err != unix.EAGAIN {
		t.Errorf("a fourth: %v, want EAGAIN", err)
	}
	r.says(r.stalled(unixListener, status.StallQueueFull, nil), "3 connections", "backlog of 2")
}

// TestEndMissing has a connection of which one end has shut down its direction, and looks at it a minute later.
func TestEndMissing(t *testing.T) {
	r := newRig(t)
	listener, port := r.listener(1)
	client, accepted := r.connection(listener)
	l := newLive(t, Wanted{Scope: TCP, Show: Everything.Show})
	r.check(unix.Shutdown(client, unix.SHUT_WR))
	l.until("CLOSE-WAIT", l.in(accepted, status.StateCloseWait))
	l.until("FIN-WAIT-2", l.in(client, status.StateFinWait2))
	numbers := map[uint32]Stall{inode(t, accepted): status.StallCloseWait, inode(t, client): status.StallHalfOpen}
	for _, show := range []sockets.Show{0, Everything.Show} {
		now := time.Now()
		for after, signed := range map[time.Duration]bool{0: false, 55 * time.Second: false, 61 * time.Second: true} {
			l.Look(now.Add(after), show)
			seen := 0
			l.Rows(func(row *Row) {
				want, ours := numbers[row.Inode]
				if !ours { // such as what a test before has left closing
					return
				}
				seen++
				if !signed {
					want = ""
				}
				if row.Stall != want {
					t.Errorf("%s after %v: %q, want %q", row.StateName(), after, row.Stall, want)
				}
				if want != "" {
					r.says(*row, "1m")
				}
				if want == status.StallHalfOpen {
					r.says(*row, "127.0.0.1:"+itoa(port))
				}
			})
			if seen != len(numbers) {
				t.Errorf("after %v, %d of the two ends are seen", after, seen)
			}
		}
	}
}

// TestLowerBounds checks what TCP_INFO says about a time that was not seen: a connection that was idle for an hour
// before its peer closed has not been in CLOSE-WAIT for an hour.
func TestLowerBounds(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		ack uint32 // ms since the last segment was received
		was Stall
	}{{0, ""}, {59_000, ""}, {61_000, status.StallCloseWait}} {
		row := nginx()
		row.T, row.Changed = now, now
		row.Receive, row.Inode = 1, 5
		row.Info.Last_data_recv, row.Info.Last_ack_recv = 3_600_000, c.ack
		row.diagnose(true)
		if row.Stall != c.was {
			t.Errorf("%d ms after the FIN at least: %q (%s), want %q", c.ack, row.Stall, row.Why(), c.was)
		}
	}
}

// TestHealthy has 1,000 busy connections, none of which has a sign at any look.
func TestHealthy(t *testing.T) {
	labtest.Unraced(t, "the busy connections do the work")
	newRig(t)
	const connections, looks = 1000, 20
	var plain net.ListenConfig
	plain.SetMultipathTCP(false)
	listener, err := plain.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var exchanges atomic.Int64
	var open []net.Conn
	serve := func(c net.Conn) {
		room := make([]byte, 4)
		answer := make([]byte, 64<<10)
		for {
			if _, err := io.ReadFull(c, room); err != nil {
				return
			}
			if _, err := c.Write(answer[:1+int(room[0])*200]); err != nil {
				return
			}
		}
	}
	ask := func(c net.Conn, n int) {
		room := make([]byte, 64<<10)
		for ; ; n++ {
			if _, err := c.Write([]byte{byte(n), 0, 0, 0}); err != nil {
				return
			}
			if _, err := io.ReadFull(c, room[:1+n%256*200]); err != nil {
				return
			}
			exchanges.Add(1)
		}
	}
	for n := range connections {
		client, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		accepted, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, client, accepted)
		all.Go(func() { serve(accepted) })
		all.Go(func() { ask(client, n) })
	}
	port := uint16(listener.Addr().(*net.TCPAddr).Port)
	defer func() {
		listener.Close()
		for _, c := range open {
			c.Close()
		}
		all.Wait()
	}()
	for look := range looks {
		before, seen := exchanges.Load(), 0
		if _, err := Each(Wanted{Scope: TCP, Show: Everything.Show}, func(row *Row) {
			if row.Local.IP.Port() != port && row.Peer.IP.Port() != port || row.Listening() {
				return
			}
			seen++
			if row.Stall != "" {
				t.Errorf("look %d: %s has the sign %s: %s", look, row.LocalText(), row.Stall, row.Why())
			}
		}); err != nil {
			t.Fatal(err)
		}
		if seen != 2*connections {
			t.Fatalf("%d ends were seen, want %d", seen, 2*connections)
		}
		for exchanges.Load() < before+connections { // one exchange per connection on average
			time.Sleep(time.Millisecond)
		}
	}
	t.Logf("%d exchanges", exchanges.Load())
}

// TestSigns checks that the signs can be shown in a terminal table, and that all are different.
func TestSigns(t *testing.T) {
	if len(Stalls()) != 12 {
		t.Errorf("%d signs, want 12", len(Stalls()))
	}
	seen := map[string]bool{}
	for _, s := range status.Stalls() {
		n := len([]rune(string(s)))
		if n == 0 || n > 2 || s.Meaning() == "" || s.Name() == "" || seen[string(s)] || seen[s.Name()] || seen[s.Meaning()] {
			t.Errorf("%q: %q %q", s, s.Name(), s.Meaning())
		}
		seen[string(s)], seen[s.Name()], seen[s.Meaning()] = true, true, true
	}
	for _, s := range append(Stalls(), status.LoopStalls()...) {
		if !slices.Contains(status.Stalls(), s) {
			t.Errorf("%q is in no table", s)
		}
	}
}
