package system

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// resets collects the RST segments that this machine sends and receives, with the kernel's reasons for them (enum
// sk_rst_reason, include/net/rstreason.h).
type resets struct {
	lines *sockets.Resets
	sent  map[[2]netip.AddrPort]sentReset // by source and destination
	came  map[uint64]bool                 // the cookies of the sockets that received one
	lost  int                             // how often lines came faster than they were read
}

// sentReset is a segment that was sent. Both ends may ask for it, in either order; then it is dropped.
type sentReset struct {
	reason string
	asked  bool // by one of the ends
}

func openResets() (*resets, error) {
	lines, err := sockets.OpenResets()
	if err != nil {
		return nil, err
	}
	return &resets{lines: lines, sent: map[[2]netip.AddrPort]sentReset{}, came: map[uint64]bool{}}, nil
}

func (r *resets) close() {
	if r != nil {
		r.lines.Close()
	}
}

// mostResets is how many are kept: those that nobody asks about are forgotten.
const mostResets = 10000

// read reads the available lines.
func (r *resets) read() {
	if r == nil {
		return
	}
	if len(r.sent)+len(r.came) > mostResets {
		clear(r.sent)
		clear(r.came)
	}
	r.lines.Read(r.line)
}

// line parses a line of trace_pipe, such as
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
			r.sent[[2]netip.AddrPort{from, to}] = sentReset{reason: value("reason")}
		}
	case strings.Contains(line, " tcp_receive_reset: "):
		if cookie, err := strconv.ParseUint(value("sock_cookie"), 16, 64); err == nil && cookie != 0 {
			r.came[cookie] = true
		}
	}
}

// of returns who reset a socket, and the kernel's reason if this machine did. Both are "" if no reset was seen. The
// same address may exist in several networks: only a socket that received a reset is identified by its cookie.
func (r *resets) of(s *Socket) (by ResetBy, reason string) {
	if r == nil {
		return "", ""
	}
	out := [2]netip.AddrPort{s.Local.IP, s.Peer.IP}
	back := [2]netip.AddrPort{s.Peer.IP, s.Local.IP}
	switch {
	case r.came[s.Cookie]:
		delete(r.came, s.Cookie)
		return ResetThere, r.ask(back)
	case r.sent[out].reason != "":
		return ResetHere, r.ask(out)
	}
	return "", ""
}

// ask returns the reason for a segment.
func (r *resets) ask(way [2]netip.AddrPort) string {
	sent := r.sent[way]
	if sent.asked {
		delete(r.sent, way)
	} else if sent.reason != "" {
		r.sent[way] = sentReset{sent.reason, true}
	}
	return sent.reason
}

// ResetBy is who reset a connection, if that was seen.
type ResetBy string

// The values of ResetBy.
const (
	ResetHere  ResetBy = "here"
	ResetThere ResetBy = "there"
)

// resetsMissing says why there are no reasons.
func resetsMissing(err error) string {
	if refused(err) || errors.Is(err, unix.ENOENT) {
		return "the kernel's reasons for resets are not visible: they need root, and tracefs at /sys/kernel/tracing"
	}
	return fmt.Sprintf("the kernel's reasons for resets are not visible: %v", err)
}
