package lookup

import (
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// BenchmarkFind measures what looking things up adds to a step.
func BenchmarkFind(b *testing.B) {
	r := newRig(b)
	port := r.free()
	s := r.socket("s", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:"+port)))
	r.check(r.Listen(s, 9))
	asked := r.addr("127.0.0.1:" + port)
	for _, c := range []struct {
		name string
		q    Question
	}{
		{"nothing", Question{Call: sockets.SysRecvfrom, Errno: unix.EAGAIN, Kind: tcp4}},
		{"bind EADDRINUSE", Question{Call: sockets.SysBind, Errno: unix.EADDRINUSE, Kind: tcp4, Asked: asked}},
		{"bind EADDRNOTAVAIL", Question{Call: sockets.SysBind, Errno: unix.EADDRNOTAVAIL, Kind: tcp4, Asked: r.addr("10.0.0.1:80")}},
		{"connect EINPROGRESS", Question{Call: sockets.SysConnect, Errno: unix.EINPROGRESS, Kind: tcp4, Asked: asked}},
		{"connect ECONNREFUSED", Question{Call: sockets.SysConnect, Errno: unix.ECONNREFUSED, Kind: tcp4, Asked: asked}},
		{"connect EADDRNOTAVAIL", Question{Call: sockets.SysConnect, Errno: unix.EADDRNOTAVAIL, Kind: tcp4, Asked: asked}},
		{"sendto a Unix name", Question{Call: sockets.SysSendto, Errno: unix.ECONNREFUSED, Kind: dgram, Asked: r.addr("unix:/tmp/nobody")}},
		{"epoll_wait", Question{Call: sockets.SysEpollWait, FD: s}},
	} {
		c.q.Bench = r.known
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				r.Find(c.q)
			}
		})
	}
}
