package control

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Report is struct sock_extended_err of linux/errqueue.h, as received with IP_RECVERR and similar options: an error, a
// time stamp, or that memory of MSG_ZEROCOPY may be reused.
type Report struct {
	Errno    unix.Errno
	Origin   int // SO_EE_ORIGIN_
	Type     int
	Code     int
	Info     uint32
	Data     uint32
	Offender sockets.Addr // who reported it; the zero Addr if unknown
}

// The origins of reports, linux/errqueue.h.
const (
	OriginLocal        = 1
	OriginICMP         = 2
	OriginICMP6        = 3
	OriginTimestamping = 4
	OriginZerocopy     = 5
	OriginTxtime       = 6
)

// ZerocopyCopied is SO_EE_CODE_ZEROCOPY_COPIED: the kernel copied the data instead.
const ZerocopyCopied = 1

var origins = map[int]string{OriginLocal: "local", OriginICMP: "icmp", OriginICMP6: "icmp6", OriginTimestamping: "timestamping",
	OriginZerocopy: "zerocopy", OriginTxtime: "txtime"}

// moments are what a time stamp report is about: SCM_TSTAMP_ of linux/errqueue.h.
var moments = map[uint32]string{0: "snd", 1: "sched", 2: "ack", 3: "completion"}

// reportSize is the size of struct sock_extended_err.
const reportSize = 16

// ReadReport reads the data of IP_RECVERR and similar messages; it returns false for truncated data and other kinds of
// messages.
func ReadReport(c sockets.ControlMessage) (Report, bool) {
	if k, ok := ByNumber(c.Level, c.Type); !ok || k.Form.Hint != report.Hint {
		return Report{}, false
	}
	return readReport(c.Data)
}

func readReport(data []byte) (Report, bool) {
	if len(data) < reportSize {
		return Report{}, false
	}
	return Report{unix.Errno(order.Uint32(data)), int(data[4]), int(data[5]), int(data[6]), order.Uint32(data[8:]), order.Uint32(data[12:]),
		sockets.DecodeAddr(data[reportSize:])}, true
}

// String returns the report as a script writes it: ECONNREFUSED,icmp,3,3,127.0.0.1 is errno, origin, type, code and who
// reported it; 0,zerocopy,0-3,copied is the calls whose memory is free; ENOMSG,timestamping,snd,7 is which moment of
// which call.
func (r Report) String() string {
	errno := "0"
	if r.Errno != 0 {
		errno = sockets.ErrnoName(r.Errno)
	}
	origin, ok := origins[r.Origin]
	if !ok {
		origin = strconv.Itoa(r.Origin)
	}
	parts := []string{errno, origin}
	switch r.Origin {
	case OriginZerocopy:
		parts = append(parts, fmt.Sprintf("%d-%d", r.Info, r.Data))
		if r.Code == ZerocopyCopied {
			parts = append(parts, "copied")
		}
	case OriginTimestamping:
		moment, ok := moments[r.Info]
		if !ok {
			moment = strconv.Itoa(int(r.Info))
		}
		parts = append(parts, moment, strconv.Itoa(int(r.Data)))
	case OriginTxtime:
		parts = append(parts, strconv.Itoa(r.Code), strconv.FormatUint(uint64(r.Data)<<32|uint64(r.Info), 10))
	default:
		parts = append(parts, strconv.Itoa(r.Type), strconv.Itoa(r.Code))
		if r.Info != 0 {
			parts = append(parts, fmt.Sprintf("mtu=%d", r.Info))
		}
		if r.Offender.IP.IsValid() {
			parts = append(parts, r.Offender.IP.Addr().String())
		}
	}
	return strings.Join(parts, ",")
}

var report = Form{
	Hint: "errno,origin,type,code,address", Canonical: comes, Encode: unsent,
	Decode: func(data []byte, _ Bench) (string, bool) {
		r, ok := readReport(data)
		return r.String(), ok
	},
	Trace: traceReport,
	Same:  sameReport,
}

// sameReport reports whether text is the report or the beginning of it, such as its errno.
func sameReport(data []byte, text string, _ Bench) bool {
	r, ok := readReport(data)
	got := r.String()
	return ok && (got == text || strings.HasPrefix(got, text+","))
}

func traceReport(data []byte, _ func(int) string) (string, bool) {
	r, ok := readReport(data)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("{ee_errno=%d, ee_origin=%d, ee_type=%d, ee_code=%d, ee_info=%d, ee_data=%d, offender=%s}",
		r.Errno, r.Origin, r.Type, r.Code, r.Info, r.Data, sockets.Brief(r.Offender)), true
}
