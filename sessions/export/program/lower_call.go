package program

import (
	"encoding/binary"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// traced maps a verb to the name of its call in strace, where they differ.
var traced = map[string]string{
	"accept": "accept4", "send": "sendto", "recv": "recvfrom", "epoll": "epoll_create1", "pipe": "pipe2", "eventfd": "eventfd2",
}

// call returns the call, or the shorthand, of a step.
func (l *lowering) call(s step.Step) (*Call, error) {
	c := &Call{Name: s.Verb, Every: s.Every, Length: s.Len}
	if name, ok := traced[s.Verb]; ok {
		c.Name = name
	}
	if err := l.descriptors(s, c); err != nil {
		return nil, err
	}
	if s.Timeout != nil {
		c.Timeout = *s.Timeout
	}
	if err := l.arguments(s, c); err != nil {
		return nil, err
	}
	if err := l.address(s, c); err != nil {
		return nil, err
	}
	for i, name := range s.Names {
		made := l.names.make(name, s.At, timesOf(s))
		l.describe(s, c, i, made)
		c.Makes = append(c.Makes, made)
	}
	return c, nil
}

// timesOf returns how many descriptors a name of the step stands for; 0 means a single unnumbered one.
func timesOf(s step.Step) int {
	if s.Repeats() {
		return s.Times()
	}
	return 0
}

// descriptors fills in the descriptors that the step names.
func (l *lowering) descriptors(s step.Step, c *Call) (err error) {
	if s.Socket != "" {
		if c.FD, err = l.ref(s.Socket); err != nil {
			return err
		}
	}
	if s.Other != "" {
		if c.Other, err = l.ref(s.Other); err != nil {
			return err
		}
	}
	for _, i := range s.Interests {
		ref, err := l.ref(i.Socket)
		if err != nil {
			return err
		}
		c.Watched = append(c.Watched, Watch{ref, constant(step.PollEvents, i.Events)})
	}
	return nil
}

// arguments fills in the arguments other than descriptors and addresses.
func (l *lowering) arguments(s step.Step, c *Call) error {
	count := func(otherwise int) int64 {
		if s.Count != nil {
			return int64(*s.Count)
		}
		return int64(otherwise)
	}
	switch s.Verb {
	case "socket", "socketpair":
		c.Domain, c.Type = constant(step.Domains, s.Domain), constant(step.Types, s.Type)
		c.Type = join(c.Type, constant(step.SocketFlags, s.Flags))
		c.Proto = constant(step.ProtocolsOf(s.Domain), s.Protocol)
		if s.Protocol == 0 {
			c.Proto = number(0)
		}
	case "listen", "server":
		c.Number = count(step.DefaultBacklog)
	case "accept":
		c.Flags, c.Asks = constant(step.SocketFlags, s.Flags), s.Accept == step.AcceptAddr || s.Accept == step.AcceptPlainAddr
		if strings.HasPrefix(s.Accept, step.AcceptPlain) {
			c.Name = "accept"
		}
	case "pipe":
		c.Flags = constant(engine.PipeFlags, s.Flags)
	case "eventfd":
		c.Flags = constant(engine.EventfdFlags, s.Flags)
		if s.Number != nil {
			c.Number = int64(*s.Number)
		}
	case "timerfd":
		c.Flags = constant(engine.TimerfdFlags, s.Flags)
	case "epoll":
		c.Flags = constant(engine.EpollFlags, s.Flags)
	case "dup3":
		c.Flags = constant(engine.PipeFlags, s.Flags)
		l.names.close(s.Other, s.At)
		l.names.give(step.InProcess(s.At, s.Other), s.At, c.Other)
	case "memfd":
		c.Text = status.KindMemfd
		if len(s.Names) > 0 {
			c.Text = s.Names[0]
		}
	case "shutdown":
		c.Op = constant(step.Hows, s.Op)
	case "close", "closedown":
		l.said.Keeps = append(l.said.Keeps, c.FD)
		l.names.close(s.Socket, s.At)
	case "lseek":
		c.Number, c.Op = count(0), constant(engine.Whences, s.Op)
	case "epoll_ctl":
		c.Op, c.Flags = constant(step.EpollOps, s.Op), constant(step.EpollEvents, s.Flags)
	case "epoll_wait":
		c.Number = count(step.DefaultMaxEvents)
	case "recvmmsg":
		c.Number, c.Flags = max(count(0), 0), constant(step.MessageFlags, s.Flags)
	case "setsockopt", "getsockopt":
		return l.option(s, c)
	case "fcntl", "ioctl", "nonblock", "pending":
		return l.request(s, c)
	default:
		c.Flags = constant(step.MessageFlags, s.Flags)
	}
	return l.data(s, c)
}

// data fills in what is sent or how much is received.
func (l *lowering) data(s step.Step, c *Call) error {
	c.Sizes, c.Parts = s.Sizes, s.Texts
	if s.Text != nil {
		c.Parts = []step.Text{*s.Text}
	}
	switch s.Verb {
	case "recvfrom":
		c.Sizes, c.Asks = []int{s.Size}, true
	case "recv", "read", "recvmmsg", "sendfile", "splice", "tee":
		c.Sizes = []int{s.Size}
	case "recvmsg":
		c.Room = step.DefaultRoom
		if s.Room != nil {
			c.Room = *s.Room
		}
	}
	if v := c.FD.Variable; v != nil {
		c.Counts = (v.Kind == status.KindEventfd || v.Kind == status.KindTimerfd) && s.Size >= 8
		c.Stream = v.Type != engine.SockDgram && v.Type != engine.SockRaw && s.Flags&engine.MsgErrqueue == 0
	}
	if s.Number != nil && s.Verb == "write" {
		c.Parts = []step.Text{{Body: binary.NativeEndian.AppendUint64(nil, *s.Number)}}
	}
	for _, item := range s.Items {
		m, rights, self, err := engine.EncodeControl(item)
		if err != nil {
			return missing("%s", err)
		}
		made := Item{Level: named(levelName(m.Level), m.Level), Type: controlType(m), Data: m.Data, Self: self, Text: item.String()}
		for _, name := range rights {
			ref, err := l.ref(name)
			if err != nil {
				return err
			}
			made.Rights = append(made.Rights, ref)
		}
		c.Items = append(c.Items, made)
	}
	return nil
}

// describe records what a new descriptor is.
func (l *lowering) describe(s step.Step, c *Call, nth int, made Ref) {
	v := made.Variable
	switch s.Verb {
	case "socket", "socketpair":
		v.Domain, v.Type = s.Domain, s.Type
	case "server", "client":
		v.Domain, v.Type = engine.AFInet, engine.SockStream
		if a := c.Address; a != nil && a.Of != nil {
			v.Domain = a.Of.Domain
		} else if a != nil {
			v.Domain = a.Family
		}
	case "accept", "dup":
		v.Domain, v.Type, v.Kind = c.FD.Domain, c.FD.Type, c.FD.Kind
	case "epoll":
		v.Kind = status.KindEpoll
	case "memfd":
		v.Kind = status.KindMemfd
	case "eventfd":
		v.Kind = status.KindEventfd
	case "timerfd":
		v.Kind = status.KindTimerfd
	case "pipe":
		v.Kind = status.KindPipeRead
		if nth == 1 {
			v.Kind = status.KindPipeWrite
		}
	}
}
