package system

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/observe"

	"golang.org/x/sys/unix"
)

// tracing is where tracefs is (Documentation/trace/ftrace.rst).
const tracing = "/sys/kernel/tracing"

// resets are the segments with RST that this machine sends and gets, with the kernel's reasons for them
// (enum sk_rst_reason, include/net/rstreason.h). They come from an instance of tracefs of one's own, which
// takes root, and are of all networks.
type resets struct {
	fd     int
	folder string
	room   []byte
	rest   string
	sent   map[[2]netip.AddrPort]string // the reason, by source and destination
	came   map[uint64]bool              // the cookies of the sockets that got one
	lost   int                          // lines that came faster than they were read
}

// instances is how they are named, with the process behind it.
const instances = "netnet-tui-"

// openResets begins to listen. What processes that were killed have left behind is removed.
func openResets() (*resets, error) {
	stale, _ := filepath.Glob(tracing + "/instances/" + instances + "*")
	for _, folder := range stale {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(folder), instances))
		if err == nil && errors.Is(unix.Kill(pid, 0), unix.ESRCH) {
			_ = unix.Rmdir(folder) // one whose pipe is open stays
		}
	}
	r := &resets{fd: -1, folder: fmt.Sprintf("%s/instances/%s%d", tracing, instances, os.Getpid()), room: make([]byte, 64<<10), sent: map[[2]netip.AddrPort]string{}, came: map[uint64]bool{}}
	if err := unix.Mkdir(r.folder, 0o700); err != nil {
		return nil, err
	}
	for _, event := range []string{"tcp_send_reset", "tcp_receive_reset"} {
		if err := os.WriteFile(r.folder+"/events/tcp/"+event+"/enable", []byte("1"), 0); err != nil {
			r.close()
			return nil, err
		}
	}
	fd, err := unix.Open(r.folder+"/trace_pipe", unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		r.close()
		return nil, err
	}
	r.fd = fd
	return r, nil
}

func (r *resets) close() {
	if r == nil {
		return
	}
	if r.fd >= 0 {
		_ = unix.Close(r.fd)
	}
	for range 50 { // a reader elsewhere, or a late event, keeps it busy for a moment
		if err := unix.Rmdir(r.folder); !errors.Is(err, unix.EBUSY) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// mostResets is how many are kept: those whose sockets nobody asks about are forgotten.
const mostResets = 10000

// read takes in what there is.
func (r *resets) read() {
	if r == nil {
		return
	}
	if len(r.sent)+len(r.came) > mostResets {
		clear(r.sent)
		clear(r.came)
	}
	for {
		n, err := unix.Read(r.fd, r.room)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if n <= 0 || err != nil {
			return
		}
		text := r.rest + string(r.room[:n])
		end := strings.LastIndexByte(text, '\n') + 1
		r.rest = text[end:]
		for line := range strings.Lines(text[:end]) {
			r.line(line)
		}
	}
}

// line takes in a line of trace_pipe, such as
//
//	nginx-12 [001] b.s1. 5.1: tcp_send_reset: skbaddr=… src=127.0.0.1:80 dest=127.0.0.1:4000 state=… reason=NO_SOCKET
//	nginx-12 [001] b.s1. 5.1: tcp_receive_reset: family=AF_INET sport=80 … sock_cookie=1a2b
func (r *resets) line(line string) {
	if strings.Contains(line, " EVENTS]") { // CPU:1 [LOST 12 EVENTS]
		r.lost++
		return
	}
	value := func(name string) string {
		_, rest, _ := strings.Cut(line, " "+name+"=")
		text, _, _ := strings.Cut(rest, " ")
		return strings.TrimSpace(text)
	}
	switch {
	case strings.Contains(line, " tcp_send_reset: "):
		from, err1 := netip.ParseAddrPort(value("src"))
		to, err2 := netip.ParseAddrPort(value("dest"))
		if err1 == nil && err2 == nil {
			r.sent[[2]netip.AddrPort{from, to}] = value("reason")
		}
	case strings.Contains(line, " tcp_receive_reset: "):
		if cookie, err := strconv.ParseUint(value("sock_cookie"), 16, 64); err == nil && cookie != 0 {
			r.came[cookie] = true
		}
	}
}

// of is why a socket was reset: who did it, and the kernel's reason where this machine did. Both are "" where
// none was seen. An address may be in several networks: only of one that got a reset is it told by the cookie.
func (r *resets) of(s *Socket) (by ResetBy, reason string) {
	if r == nil {
		return "", ""
	}
	out := [2]netip.AddrPort{s.Local.IP, s.Peer.IP}
	back := [2]netip.AddrPort{s.Peer.IP, s.Local.IP}
	switch {
	case r.came[s.Cookie]:
		delete(r.came, s.Cookie)
		by, reason = ResetThere, r.sent[back]
		delete(r.sent, back)
	case r.sent[out] != "": // the peer, if it is of this machine, asks for it too
		by, reason = ResetHere, r.sent[out]
	}
	return by, reason
}

// ResetBy is who reset a connection, where that was seen.
type ResetBy string

// Who can.
const (
	ResetHere  ResetBy = "here"
	ResetThere ResetBy = "there"
)

// resetsMissing says why there are no reasons.
func resetsMissing(err error) string {
	if _, there := observe.ReadProc(tracing+"/README", 1); errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) || !there {
		return "the kernel's reasons for resets are not visible: they take root, and tracefs at " + tracing
	}
	return fmt.Sprintf("the kernel's reasons for resets are not visible: %v", err)
}
