package sockets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Sendmsg wraps sendmsg(2).
func (t Traced) Sendmsg(fd int, m *Message, flags int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Sendmsg(fd, m, flags)
	v := t.envelope(fd, m, flags)
	t.report(start, answer{ret: n, err: err}, SysSendmsg, v, v.FD.Name, t.sent(m, v.Control), MessageFlags.Format(flags))
	return n, err
}

// Recvmsg wraps recvmsg(2).
func (t Traced) Recvmsg(fd int, m *Message, flags int) (int, error) {
	room := len(m.Control)
	start := time.Now()
	n, err := t.Kernel.Recvmsg(fd, m, flags)
	v := t.envelope(fd, m, flags)
	v.Room = room
	shown := "{msg_namelen=" + strconv.Itoa(unix.SizeofSockaddrAny) + "}"
	if err == nil {
		v.MsgFlags = m.Flags
		shown = t.got(m, n, v.Control)
	} else {
		v.Control = nil
	}
	t.report(start, answer{ret: n, err: err}, SysRecvmsg, v, v.FD.Name, shown, MessageFlags.Format(flags))
	return n, err
}

// Sendmmsg wraps sendmmsg(2).
func (t Traced) Sendmmsg(fd int, list []Message, flags int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Sendmmsg(fd, list, flags)
	v := t.several(fd, list, flags)
	heads := make([]string, len(list))
	for i := range list {
		heads[i] = "{msg_hdr=" + t.sent(&list[i], SplitControl(list[i].Control))
		if err == nil && i < n {
			heads[i] += ", msg_len=" + strconv.Itoa(list[i].Len)
		}
		heads[i] += "}"
	}
	t.report(start, answer{ret: n, err: err}, SysSendmmsg, v, v.FD.Name, "["+strings.Join(heads, ", ")+"]", strconv.Itoa(len(list)), MessageFlags.Format(flags))
	return n, err
}

// Recvmmsg wraps recvmmsg(2).
func (t Traced) Recvmmsg(fd int, list []Message, flags int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Recvmmsg(fd, list, flags)
	v := t.several(fd, list, flags)
	shown := somewhere
	if err == nil {
		heads := make([]string, min(n, len(list)))
		for i := range heads {
			m := &list[i]
			messages := SplitControl(m.Control)
			heads[i] = "{msg_hdr=" + t.got(m, m.Len, messages) + ", msg_len=" + strconv.Itoa(m.Len) + "}"
			v.MsgFlags |= m.Flags
			v.Control = append(v.Control, messages...)
		}
		shown = "[" + strings.Join(heads, ", ") + "]"
	}
	t.report(start, answer{ret: n, err: err}, SysRecvmmsg, v, v.FD.Name, shown, strconv.Itoa(len(list)), MessageFlags.Format(flags), "NULL")
	return n, err
}

// Writev wraps writev(2).
func (t Traced) Writev(fd int, parts [][]byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Writev(fd, parts)
	m := &Message{Parts: parts}
	v := t.envelope(fd, m, 0)
	t.report(start, answer{ret: n, err: err}, SysWritev, v, v.FD.Name, iov(parts, m.size()), strconv.Itoa(len(parts)))
	return n, err
}

// Readv wraps readv(2).
func (t Traced) Readv(fd int, parts [][]byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Readv(fd, parts)
	v := t.envelope(fd, &Message{Parts: parts}, 0)
	shown := "[" + strings.Join(repeat("{iov_base="+somewhere+", iov_len=%d}", parts), ", ") + "]"
	if err == nil {
		shown = iov(parts, int64(n))
	}
	t.report(start, answer{ret: n, err: err}, SysReadv, v, v.FD.Name, shown, strconv.Itoa(len(parts)))
	return n, err
}

func repeat(format string, parts [][]byte) []string {
	list := make([]string, len(parts))
	for i, p := range parts {
		list[i] = fmt.Sprintf(format, len(p))
	}
	return list
}

// envelope returns the values of a call with a vector.
func (t Traced) envelope(fd int, m *Message, flags int) Values {
	v := Values{FD: t.descriptor(fd), Size: m.size(), Flags: flags, Control: SplitControl(m.Control)}
	for _, p := range m.Parts {
		v.Parts = append(v.Parts, int64(len(p)))
	}
	if m.Addr != nil {
		v.Addr = *m.Addr
	}
	return v
}

// several returns the values of a call with several messages.
func (t Traced) several(fd int, list []Message, flags int) Values {
	v := Values{FD: t.descriptor(fd), Flags: flags, Count: len(list)}
	for i := range list {
		v.Size += list[i].size()
		v.Parts = append(v.Parts, list[i].size())
		if list[i].Addr != nil {
			v.Addr = *list[i].Addr
		}
	}
	return v
}

// sent prints a message that was to be sent.
func (t Traced) sent(m *Message, control []ControlMessage) string {
	name, size := "NULL", 0
	if m.Addr != nil {
		name, size = brief(*m.Addr), m.Addr.Length()
	}
	return fmt.Sprintf("{msg_name=%s, msg_namelen=%d, %s, msg_flags=0}", name, size, t.body(m, m.size(), control))
}

// got prints a message that was received.
func (t Traced) got(m *Message, n int, control []ControlMessage) string {
	name, size := somewhere, strconv.Itoa(unix.SizeofSockaddrAny)+" => 0"
	if m.Addr != nil {
		name, size = brief(*m.Addr), fmt.Sprintf("%d => %d", unix.SizeofSockaddrAny, len(m.Addr.Raw()))
	}
	return fmt.Sprintf("{msg_name=%s, msg_namelen=%s, %s, msg_flags=%s}", name, size, t.body(m, int64(n), control), MessageFlags.Format(m.Flags))
}

// body prints the vector, of which n bytes are data, and the control messages.
func (t Traced) body(m *Message, n int64, control []ControlMessage) string {
	text := fmt.Sprintf("msg_iov=%s, msg_iovlen=%d", iov(m.Parts, n), len(m.Parts))
	if len(control) > 0 {
		parts := make([]string, len(control))
		for i, c := range control {
			parts[i] = fmt.Sprintf("{cmsg_len=%d, %s}", c.Len(), t.control(c))
		}
		text += ", msg_control=[" + strings.Join(parts, ", ") + "]"
	}
	return text + ", msg_controllen=" + strconv.Itoa(len(m.Control))
}

func (t Traced) control(c ControlMessage) string {
	if t.Control == nil {
		return fmt.Sprintf("cmsg_level=%d, cmsg_type=%#x", c.Level, c.Type)
	}
	return t.Control(t.fd, c)
}

// iov prints a vector of which n bytes are data. Like strace(1), it shows as many parts as bytes of a text.
func iov(parts [][]byte, n int64) string {
	var list []string
	for i, p := range parts {
		if i == shown {
			list = append(list, "...")
			break
		}
		have := min(int64(len(p)), max(n, 0))
		n -= have
		list = append(list, fmt.Sprintf("{iov_base=%s, iov_len=%d}", data(p[:have]), len(p)))
	}
	return "[" + strings.Join(list, ", ") + "]"
}
