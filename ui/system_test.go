package ui

import (
	"fmt"
	"net/netip"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/engine/system/attach"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
	"netnet-tui/ui/goldentest"
	pages "netnet-tui/ui/system"
)

// machine returns a view of a machine with a few sockets, at one instant.
func machine() watcher.View {
	now := time.Unix(1_000_000, 0)
	at := func(text string) sockets.Addr { return sockets.Inet(netip.MustParseAddrPort(text)) }
	owner := func(name string, pid, fd int) []system.Owner { return []system.Owner{{PID: pid, Name: name, FD: fd}} }
	tcp := func(cookie uint64, state int, local, peer string) watcher.Line {
		l := watcher.Line{Row: system.Row{T: now, Since: now.Add(-90 * time.Second), User: "root"}}
		l.Family, l.Protocol, l.State, l.Cookie, l.Inode, l.Network = 2, 6, state, cookie, uint32(4000+cookie), 4026531840
		l.HasUID, l.HasCookie = true, true
		l.Local = at(local)
		if peer != "" {
			l.Peer = at(peer)
			l.HasInfo = true
			l.Info.Rtt, l.Info.Rttvar, l.Info.Min_rtt, l.Info.Rto, l.Info.Snd_cwnd, l.Info.Snd_mss = 1830, 412, 900, 204000, 10, 1448
			l.Info.Bytes_acked, l.Info.Bytes_received, l.Info.Snd_wnd, l.Info.Rcv_wnd = 120_000, 4_200, 65_536, 64_000
		}
		return l
	}
	stuck := tcp(1, 1, "127.0.0.1:8080", "127.0.0.1:41234")
	stuck.Owners, stuck.Send, stuck.Stall = owner("nginx", 812, 7), 3_782_144, status.StallPeer
	stuck.Memory = sockets.Memory{ReceiveLimit: 131072, SendLimit: 4_200_000, Queued: 4_100_000}
	stuck.Timer, stuck.Expires, stuck.Congestion = sockets.TimerProbe, 2100*time.Millisecond, "cubic"
	stuck.Info.Snd_wnd = 0
	stuck.End = &watcher.End{Owners: owner("curl", 4711, 5)}
	full := tcp(2, 10, "0.0.0.0:443", "")
	full.Owners, full.Receive, full.Send, full.Stall = owner("a-server-with-a-long-name", 77, 3), 129, 128, status.StallQueueFull
	listener := tcp(3, 10, "127.0.0.1:8080", "")
	listener.Owners, listener.Send = append(owner("nginx", 811, 6), owner("nginx", 812, 6)...), 511
	client := tcp(4, 1, "127.0.0.1:41234", "127.0.0.1:8080")
	client.Owners, client.InRate, client.Born, client.Since = owner("curl", 4711, 5), 156_000, true, now.Add(-time.Second/2)
	client.User, client.Container = "www", "3f2a91bc04de"
	gone := tcp(5, 1, "10.0.0.5:51234", "192.0.2.7:443")
	gone.Ending, gone.Ended = system.EndingThere, now.Add(-time.Second)
	waits := tcp(6, 6, "10.0.0.5:51200", "192.0.2.7:443")
	waits.Inode, waits.HasInfo, waits.Timer, waits.Expires = 0, false, sockets.TimerTimeWait, 42*time.Second
	dns := tcp(7, 7, "[::1]:53", "")
	dns.Family, dns.Protocol, dns.Owners, dns.User = 10, 17, owner("unbound", 301, 4), "unbound"
	v := watcher.View{T: now, Total: 20_013, Stalled: 2, Shown: 20_013, Born: 12.5, Died: 3, Every: time.Second,
		Lines:   []watcher.Line{full, stuck, listener, client, gone, waits, dns},
		Missing: system.Missing{"what 12 processes of root have open is not visible to you"}}
	var history []watcher.Sample
	for i := range 40 {
		history = append(history, watcher.Sample{T: now, RTT: time.Duration(900+20*i) * time.Microsecond, Send: uint32(i) * 90_000, Out: float64(1000 * (40 - i))})
	}
	v.Query.Chosen, v.At = stuck.Key(), 1
	v.Chosen = &watcher.Chosen{Line: stuck, Sentence: stuck.Why(), History: history}
	return v
}

func (s *Screen) system() *pages.Page { return pageOf[*pages.Page](s) }

// saw delivers a view to the System page and returns the screen below the tabs.
func (s *Screen) saw(v watcher.View) string {
	s.system().See(v)
	s.picture.stale = true
	return s.below()
}

// The System page: its sockets, the details of one on the whole page, and groups.
func TestGoldenSystem(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.turn("System")
		v := machine()
		s.system().Choose(v.Chosen.Key())
		goldentest.Same(t, fmt.Sprintf("system-%dx%d", size.w, size.h), s.saw(v))
	}
	s, _ := begin(t, 80, 24, sample())
	s.turn("System")
	goldentest.Same(t, "system-none-80x24", s.below())
	v := machine()
	s.system().Choose(v.Chosen.Key())
	s.system().Full = true
	goldentest.Same(t, "system-row-80x24", s.saw(v))
	s.system().Full = false
	s.system().GroupBy(watcher.ByPort)
	v = watcher.View{T: v.T, Total: 20_013, Shown: 3, Query: watcher.Query{Group: watcher.ByPort}, Groups: []watcher.Group{
		{Name: "tcp 8080", Sockets: 5001, Listening: 1, Connected: 4990, Rest: 10, Stalled: 3, Stall: status.StallPeer, Send: 3_782_144, OutRate: 2e6},
		{Name: "tcp 443", Sockets: 12, Connected: 12, InRate: 1000}, {Name: "no port", Sockets: 15_000, Rest: 15_000}}}
	goldentest.Same(t, "system-groups-80x24", s.saw(v))
}

// The options of the selected row, on the whole page: one was not read and one is refused.
func TestGoldenOptions(t *testing.T) {
	reading := func(name, value string, held time.Duration) attach.Reading {
		o := sockopts.Lookup(name)[0]
		r := attach.Reading{Option: o, Source: attach.FromDiag, Held: held, Effect: o.ReadEffect}
		if held > 0 {
			r.Source = attach.FromCopy
		}
		if value == "" {
			r.Source = ""
			return r
		}
		v, err := o.Parse(value)
		if err != nil {
			t.Fatal(err)
		}
		r.Value = v
		return r
	}
	sweep := attach.Sweep{Readings: []attach.Reading{reading("O_NONBLOCK", "on", 0), reading("SO_RCVBUF", "128KiB", 0), reading("SO_KEEPALIVE", "off", 3100),
		reading("SO_ERROR", "", 0), reading("TCP_NODELAY", "off", 41_000), reading("TCP_CONGESTION", "cubic", 2800)},
		Missing: []string{"pidfd_getfd answers EPERM: a seccomp filter forbids it"}}
	sweep.Readings[0].Source = attach.FromFdinfo
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.turn("System")
		v := machine()
		s.system().Choose(v.Chosen.Key())
		s.system().Full = true
		s.saw(v)
		s.system().Opened(sweep)
		goldentest.Same(t, fmt.Sprintf("system-options-%dx%d", size.w, size.h), s.saw(v))
	}
}
