package program

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// control returns what a control message must be.
func (l *lowering) control(look *Look, want string) (*MessageWant, error) {
	if want == "none" {
		return &MessageWant{Absent: true}, nil
	}
	title := engine.ControlTitle(engine.ControlMessage{Level: look.Level.Value, Type: look.Number.Value})
	if title == "SCM_RIGHTS" {
		m := &MessageWant{}
		for name := range strings.SplitSeq(want, ",") {
			ref, err := l.ref(name)
			if err != nil {
				return nil, err
			}
			m.Rights = append(m.Rights, ref)
		}
		return m, nil
	}
	if _, err := step.ParseNumber(want); err == nil {
		return &MessageWant{Number: true}, nil
	}
	fields, ok := fieldsOf(title, want)
	if !ok {
		return nil, missing("a control message such as %s is read by netnet-tui only", want)
	}
	return &MessageWant{Fields: fields}, nil
}

// fieldsOf returns the bytes that a control message must have.
func fieldsOf(title, want string) ([]FieldWant, bool) {
	switch title {
	case "SCM_CREDENTIALS": // struct ucred, unix(7)
		return credentialFields(want)
	case "IP_PKTINFO": // struct in_pktinfo, ip(7): the local address follows the interface
		return pktinfoFields(want, 4, 0)
	case "IPV6_PKTINFO": // struct in6_pktinfo, ipv6(7)
		return pktinfoFields(want, 0, 16)
	case "IP_RECVERR", "IPV6_RECVERR":
		return reportFields(want)
	}
	return nil, false
}

func word32(n uint32) []byte { return binary.NativeEndian.AppendUint32(nil, n) }

func credentialFields(want string) (fields []FieldWant, ok bool) {
	parts := strings.Split(want, ",")
	if len(parts) != 3 {
		return nil, false
	}
	for i, own := range []string{"pid", "uid", "gid"} {
		n, err := strconv.ParseUint(parts[i], 10, 32)
		switch {
		case parts[i] == "self":
			fields = append(fields, FieldWant{At: 4 * i, Self: own})
		case err == nil:
			fields = append(fields, FieldWant{At: 4 * i, Bytes: word32(uint32(n))})
		default:
			return nil, false
		}
	}
	return fields, true
}

func pktinfoFields(want string, address, device int) ([]FieldWant, bool) {
	host, zone, zoned := strings.Cut(want, "%")
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return nil, false
	}
	fields := []FieldWant{{At: address, Bytes: ip.AsSlice()}}
	if zoned {
		index, ok := deviceIndex(zone)
		if !ok {
			return nil, false
		}
		fields = append(fields, FieldWant{At: device, Bytes: word32(index)})
	}
	return fields, true
}

// deviceIndex returns the number of an interface. Of the names only lo has the same number everywhere.
func deviceIndex(zone string) (uint32, bool) {
	if zone == "lo" {
		return 1, true // LOOPBACK_IFINDEX, include/net/flow.h
	}
	n, err := strconv.ParseUint(zone, 10, 32)
	return uint32(n), err == nil
}

// reportFields returns the fields of a struct sock_extended_err, linux/errqueue.h.
func reportFields(want string) ([]FieldWant, bool) {
	parts := strings.Split(want, ",")
	errno, _ := step.ErrnoNumber(parts[0])
	if errno == 0 && parts[0] != "0" {
		return nil, false
	}
	fields := []FieldWant{{At: 0, Bytes: word32(uint32(errno))}}
	add := func(at int, raw ...byte) { fields = append(fields, FieldWant{At: at, Bytes: raw}) }
	if len(parts) == 1 {
		return fields, true
	}
	origins := map[string]byte{"local": engine.OriginLocal, "icmp": engine.OriginICMP, "icmp6": engine.OriginICMP6,
		"timestamping": engine.OriginTimestamping, "zerocopy": engine.OriginZerocopy}
	origin, ok := origins[parts[1]]
	if !ok {
		return nil, false
	}
	add(4, origin)
	rest := parts[2:]
	switch origin {
	case engine.OriginZerocopy:
		if len(rest) > 0 {
			low, high, _ := strings.Cut(rest[0], "-")
			a, wrong := strconv.ParseUint(low, 10, 32)
			b, err := strconv.ParseUint(high, 10, 32)
			if err != nil || wrong != nil {
				return nil, false
			}
			add(8, word32(uint32(a))...)
			add(12, word32(uint32(b))...)
		}
		if len(rest) > 1 {
			add(6, engine.ZerocopyCopied)
		}
		return fields, len(rest) < 3
	case engine.OriginTimestamping:
		moments := map[string]uint32{"snd": 0, "sched": 1, "ack": 2, "completion": 3}
		if len(rest) > 0 {
			moment, ok := moments[rest[0]]
			if !ok {
				return nil, false
			}
			add(8, word32(moment)...)
		}
		if len(rest) > 1 {
			n, err := strconv.ParseUint(rest[1], 10, 32)
			if err != nil {
				return nil, false
			}
			add(12, word32(uint32(n))...)
		}
		return fields, len(rest) < 3
	}
	return moreOfReport(fields, rest)
}

// moreOfReport appends type, code, MTU and the address of the offender.
func moreOfReport(fields []FieldWant, rest []string) ([]FieldWant, bool) {
	for i, part := range rest {
		if mtu, ok := strings.CutPrefix(part, "mtu="); ok {
			n, err := strconv.ParseUint(mtu, 10, 32)
			if err != nil {
				return nil, false
			}
			fields = append(fields, FieldWant{At: 8, Bytes: word32(uint32(n))})
			continue
		}
		if ip, err := netip.ParseAddr(part); err == nil {
			at := 20 // after the port in struct sockaddr_in
			if ip.Is6() {
				at = 24
			}
			fields = append(fields, FieldWant{At: at, Bytes: ip.AsSlice()})
			continue
		}
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || i > 1 {
			return nil, false
		}
		fields = append(fields, FieldWant{At: 5 + i, Bytes: []byte{byte(n)}})
	}
	return fields, true
}
