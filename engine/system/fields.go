package system

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/status"
)

// Field is something that a row shows, and by which rows can be sorted and filtered.
type Field struct {
	Name    string // in a filter
	Label   string // column header
	Numeric bool

	text   func(*Row) string          // in a table
	number func(*Row) (float64, bool) // in the unit that a filter uses; false if there is none
	words  func(*Row) []string        // what a filter looks in, if that differs from text
}

// Fields returns all fields.
func Fields() []Field { return fields }

var fields = []Field{
	{Name: "stall", Label: "!", text: func(r *Row) string { return string(r.Stall) }},
	{Name: "why", Label: "why", text: (*Row).Why},
	{Name: "protocol", Label: "proto", text: func(r *Row) string { return r.ProtocolName() }},
	{Name: "state", Label: "state", text: func(r *Row) string { return string(r.StateName()) }},
	{Name: "local", Label: "local", text: func(r *Row) string { return r.LocalText() }},
	{Name: "peer", Label: "peer", text: func(r *Row) string { return r.PeerText() }},
	{Name: "port", Label: "port", Numeric: true, text: func(r *Row) string { return portText(r.Local.IP.Port()) }, number: func(r *Row) (float64, bool) {
		return float64(r.Local.IP.Port()), r.Local.IP.Port() != 0
	}, words: func(r *Row) []string { return []string{portText(r.Local.IP.Port()), portText(r.Peer.IP.Port())} }},
	{Name: "pid", Label: "pid", Numeric: true, text: func(r *Row) string {
		if len(r.Owners) == 0 {
			return ""
		}
		return strconv.Itoa(r.Owners[0].PID)
	}, number: func(r *Row) (float64, bool) {
		if len(r.Owners) == 0 {
			return 0, false
		}
		return float64(r.Owners[0].PID), true
	}, words: func(r *Row) []string { return each(r.Owners, func(o Owner) string { return strconv.Itoa(o.PID) }) }},
	{Name: "name", Label: "process", text: func(r *Row) string { return ownerText(r.Owners) },
		words: func(r *Row) []string { return each(r.Owners, func(o Owner) string { return o.Name }) }},
	{Name: "user", Label: "user", text: func(r *Row) string { return r.User }},
	{Name: "container", Label: "container", text: func(r *Row) string { return r.Container }},
	{Name: "cgroup", Label: "cgroup", text: func(r *Row) string { return r.Socket.Cgroup }},
	{Name: "net", Label: "network", text: func(r *Row) string { return strconv.FormatUint(uint64(r.Network), 10) }},
	{Name: "recvq", Label: "recvq", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Receive), true }},
	{Name: "sendq", Label: "sendq", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Send), true }},
	{Name: "rtt", Label: "rtt", Numeric: true, text: func(r *Row) string { return durationText(r.Roundtrip()) },
		number: func(r *Row) (float64, bool) { return float64(r.Info.Rtt) / 1000, r.HasInfo }},
	{Name: "retrans", Label: "retr", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Info.Total_retrans), r.HasInfo }},
	{Name: "in-rate", Label: "in/s", Numeric: true, number: func(r *Row) (float64, bool) { return r.InRate, r.HasInfo }},
	{Name: "out-rate", Label: "out/s", Numeric: true, number: func(r *Row) (float64, bool) { return r.OutRate, r.HasInfo }},
	{Name: "in", Label: "in", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Info.Bytes_received), r.HasInfo }},
	{Name: "out", Label: "out", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Info.Bytes_acked), r.HasInfo }},
	{Name: "cwnd", Label: "cwnd", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Info.Snd_cwnd), r.HasInfo }},
	{Name: "age", Label: "age", Numeric: true, number: func(r *Row) (float64, bool) { return r.Age(r.T).Seconds(), r.T.After(r.Since) }},
	{Name: "timer", Label: "timer", text: timerText},
	{Name: "ending", Label: "ending", text: func(r *Row) string { return string(r.Ending) }},
	{Name: "inode", Label: "inode", Numeric: true, number: func(r *Row) (float64, bool) { return float64(r.Inode), r.Inode != 0 }},
}

// FieldOf returns the field with a name.
func FieldOf(name string) (Field, bool) {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return fields[i], true
}

// Text returns what a row shows; "" if there is nothing.
func (f Field) Text(r *Row) string {
	if f.text != nil {
		return f.text(r)
	}
	n, ok := f.number(r)
	if !ok {
		return ""
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

// Number returns the number by which a row is sorted, if it has one.
func (f Field) Number(r *Row) (n float64, ok bool) {
	if f.number == nil {
		return 0, false
	}
	return f.number(r)
}

func portText(port uint16) string {
	if port == 0 {
		return ""
	}
	return strconv.Itoa(int(port))
}

// ownerText lists the processes that have a socket.
func ownerText(list []Owner) string {
	var text strings.Builder
	for n, o := range list {
		if n > 0 && o.PID == list[n-1].PID {
			continue
		}
		if n > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(o.Name)
	}
	return text.String()
}

// each returns a word for each element of a list.
func each[T any](list []T, of func(T) string) []string {
	words := make([]string, len(list))
	for i, o := range list {
		words[i] = of(o)
	}
	return words
}

// durationText formats a duration briefly.
func durationText(d time.Duration) string {
	switch {
	case d == 0:
		return ""
	case d < time.Millisecond:
		return strconv.FormatInt(d.Microseconds(), 10) + "µs"
	case d < 10*time.Millisecond:
		return strconv.FormatFloat(d.Seconds()*1000, 'f', 1, 64) + "ms"
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
	default:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + "s"
	}
}

// timerText returns the timer that runs, and when it expires.
func timerText(r *Row) string {
	name := r.TimerName()
	if name == status.TimerOff {
		return ""
	}
	return string(name) + " " + durationText(r.Expires)
}
