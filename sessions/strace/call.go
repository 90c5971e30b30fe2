package strace

import (
	"encoding/binary"
	"reflect"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// Complete fills in the values of a call from its text, if it has only that. The number of a descriptor that has a name
// is not in the text, and stays 0.
func Complete(c *engine.Call) {
	if !reflect.ValueOf(c.Values).IsZero() {
		return
	}
	a := arguments{c.Args}
	v := &c.Values
	switch c.Name {
	case engine.SysSocket, engine.SysSocketpair:
		v.Domain = a.constant(0, step.Domains)
		v.Protocol, _ = step.ParseProtocol(v.Domain, a.at(2))
		typ, flags, _ := strings.Cut(a.at(1), "|")
		v.Type, _ = step.Types.Parse(typ)
		v.Flags = flagsIn(step.SocketFlags, flags)
		return
	case engine.SysPoll:
		v.Watched = pollfds(a.at(0), c.Note)
		v.Timeout = a.milliseconds(2)
		return
	case engine.SysSelect:
		v.Watched = sets(c.Args, c.Note)
		v.Timeout = timeval(a.at(4))
		return
	case engine.SysEpollCreate1:
		v.Flags = a.constant(0, engine.EpollFlags)
		return
	case engine.SysPipe2:
		v.Flags = a.constant(1, engine.PipeFlags)
		return
	case engine.SysMemfdCreate:
		v.Flags = a.constant(1, engine.MemfdFlags)
		return
	case engine.SysEventfd2:
		v.Number, v.Flags = a.number(0), a.constant(1, engine.EventfdFlags)
		return
	case engine.SysTimerfdCreate:
		v.Op, v.Flags = a.constant(0, engine.Clocks), a.constant(1, engine.TimerfdFlags)
		return
	case engine.SysSplice:
		v.Other, v.FD, v.Size = descriptor(a.at(0)), descriptor(a.at(2)), a.number(4)
		return
	case engine.SysTee:
		v.Other, v.FD, v.Size = descriptor(a.at(0)), descriptor(a.at(1)), a.number(2)
		return
	case engine.SysPrlimit64:
		v.Number, _ = strconv.ParseInt(field(a.at(2), "rlim_cur="), 10, 64)
		return
	}
	v.FD = descriptor(a.at(0))
	switch c.Name {
	case engine.SysBind, engine.SysConnect, engine.SysGetsockname, engine.SysGetpeername:
		v.Addr = address(a.at(1))
	case engine.SysListen:
		v.Count = int(a.number(1))
	case engine.SysAccept:
		v.Addr = address(a.at(1))
	case engine.SysAccept4:
		v.Addr = address(a.at(1))
		v.Flags = a.constant(len(c.Args)-1, step.SocketFlags) // older traces print its two NULLs as one
	case engine.SysSendto, engine.SysRecvfrom:
		v.Size, v.Flags, v.Addr = a.number(2), a.constant(3, step.MessageFlags), address(a.at(4))
	case engine.SysSendmsg, engine.SysRecvmsg:
		a.message(v, c.Errno == "")
	case engine.SysWritev, engine.SysReadv:
		v.Parts, v.Size = parts(a.at(1))
	case engine.SysRead, engine.SysWrite:
		v.Size = a.number(2)
	case engine.SysDup3:
		v.Other, v.Flags = descriptor(a.at(1)), a.constant(2, engine.PipeFlags)
	case engine.SysSendfile:
		v.Other, v.Size = descriptor(a.at(1)), a.number(3)
	case engine.SysLseek:
		v.Number, v.Op = a.number(1), a.constant(2, engine.Whences)
	case engine.SysTimerfdSettime:
		v.Flags = int(a.number(1))
		v.Number, v.Timeout = int64(timespec(a.at(2), "it_interval=")), timespec(a.at(2), "it_value=")
	case engine.SysShutdown:
		v.Op = a.constant(1, step.Hows)
	case engine.SysSetsockopt:
		a.option(v)
	case engine.SysGetsockopt:
		a.option(v)
		room, _, _ := strings.Cut(a.at(4), " => ")
		v.Size = bracketed(room)
	case engine.SysFcntl:
		a.flags(v, c)
	case engine.SysIoctl:
		a.request(v)
	case engine.SysEpollCtl:
		v.Op, v.Other = a.constant(1, step.EpollOps), descriptor(a.at(2))
		v.Flags = flagsIn(step.EpollEvents, field(a.at(3), "events="))
	case engine.SysEpollWait:
		v.Count, v.Timeout = int(a.number(2)), a.milliseconds(3)
		for _, event := range items(a.at(1)) {
			w := engine.Watched{FD: descriptor(field(event, "data=")), Ready: flagsIn(step.EpollEvents, field(event, "events="))}
			v.Watched = append(v.Watched, w)
		}
	}
}

// arguments are the arguments of a call as printed by strace(1).
type arguments struct{ args []string }

func (a arguments) at(i int) string {
	if 0 <= i && i < len(a.args) {
		return a.args[i]
	}
	return ""
}

func (a arguments) number(i int) int64 {
	n, _ := strconv.ParseInt(a.at(i), 10, 64)
	return n
}

func (a arguments) milliseconds(i int) time.Duration {
	if n := a.number(i); n >= 0 {
		return time.Duration(n) * time.Millisecond
	}
	return -1
}

func (a arguments) constant(i int, family *step.Constants) int {
	n, _ := family.Parse(a.at(i))
	return n
}

// flagsIn parses flags, which may be none.
func flagsIn(family *step.Constants, text string) int {
	n, _ := family.Parse(text)
	return n
}

func (a arguments) option(v *engine.CallValues) {
	v.Level, _ = sockopts.LevelByName(a.at(1))
	value := strings.Trim(a.at(3), "[]")
	o, ok := sockopts.FindAt(v.Level, a.at(2))
	if !ok {
		v.Option = int(a.number(2))
		v.Value, _ = sockopts.ParseHex(value)
		return
	}
	v.Option = o.Number
	v.Value = valueOf(o, value)
}

// valueOf returns the bytes of an option's value. That of SO_ERROR is the name of an errno.
func valueOf(o *sockopts.Option, text string) []byte {
	if value, err := o.Parse(text); err == nil {
		return value.Bytes()
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		n, _ = step.ErrnoNumber(text)
	}
	return binary.NativeEndian.AppendUint32(nil, uint32(n))
}
