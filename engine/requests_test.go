package engine

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// A signal that a socket sends to this process does not end it, whichever allowed signal it is.
func TestSignalsOfSockets(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		a, b = socketpair unix nonblock
		fcntl a F_SETOWN self
		fcntl a O_ASYNC on`)
	for _, signal := range []string{"0", "SIGIO", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGRT_3", "SIGRT_32"} {
		r.lines(`
			fcntl a F_SETSIG ` + signal + `
			send b "x"
			within 5s recv a 9 => "x"
			ioctl a FIOASYNC on`)
	}
	r.lines(`
		s = server 127.0.0.1:0
		c = client @s
		k = accept s nonblock
		fcntl k F_SETOWN self
		send c "!" oob
		within 5s poll k:pri => k:pri
		expect k.state == ESTABLISHED`)
}

// Requests that would send signals to others, or end this process, are refused with an explanation.
func TestSignalsToOthersAreRefused(t *testing.T) {
	r := newRig(t, Options{Lab: true, AllowNet: true})
	r.lines("s = socket tcp")
	for line, why := range map[string]string{
		"fcntl s F_SETOWN 1":            "process 1 is not of this session",
		"fcntl s F_SETOWN -1":           "group 1",
		"fcntl s F_SETOWN_EX process,1": "process 1",
		"fcntl s F_SETOWN_EX group,1":   "group 1",
		"ioctl s FIOSETOWN 1":           "process 1",
		"ioctl s SIOCSPGRP 1":           "process 1",
		"fcntl s F_SETSIG SIGKILL":      "SIGKILL could end",
		"fcntl s F_SETSIG SIGSTOP":      "SIGSTOP could end",
	} {
		if e := r.says(line); !e.Refused || !strings.Contains(e.Problem, why) || len(e.Calls) > 0 {
			t.Errorf("%s: refused %v, %q, %v", line, e.Refused, e.Problem, e.Calls)
		}
	}
	r.lines("fcntl s F_GETOWN => 0")
}

// A duplicate made by fcntl is added to the bench, and shares the socket.
func TestDuplicateByFcntl(t *testing.T) {
	r := newRig(t, Options{})
	r.lines(`
		s = socket udp
		d = fcntl s F_DUPFD 40 => 40
		e = fcntl s F_DUPFD_CLOEXEC 40 => 41
		expect d.fd == 40
		expect d.cloexec == off
		expect e.cloexec == on
		nonblock s
		expect e.nonblock == on
		repeat 3 g = fcntl s F_DUPFD 50
		expect g_3.fd == 52
		close g_1`)
	if e := r.says("fcntl s F_DUPFD 40"); len(e.Step.Names) != 1 || e.Got != "42" {
		t.Errorf("unnamed it is called %v, and answers %s", e.Step.Names, e.Got)
	}
	if e := r.says("h = fcntl s F_DUPFD 100000000"); e.Errno() != "EINVAL" {
		t.Errorf("beyond the limit: %s", e.Got)
	}
}

// Other descriptors that a request opens are closed at once.
func TestRequestsThatOpen(t *testing.T) {
	r := newRig(t, Options{AllowUnix: true})
	r.lines("x = socket unix")
	e := r.says("ioctl x SIOCGSKNS")
	if e.Errno() == "EPERM" {
		t.Skip("it needs CAP_NET_ADMIN")
	}
	closed := func(c Call) bool { return c.Name == SysClose && c.Values.FD.Number == int(e.Calls[0].Ret) }
	if len(e.Calls) != 2 || !slices.ContainsFunc(e.Calls, closed) || len(e.Notes) == 0 {
		t.Errorf("%v %q", e.Calls, e.Notes)
	}
	if _, err := unix.FcntlInt(uintptr(e.Calls[0].Ret), unix.F_GETFD, 0); err == nil {
		t.Error("it is open")
	}
}

// otherFamily is a kernel on which SIOCUNIXFILE's number is a different request, which opens nothing.
type otherFamily struct{ sockets.Kernel }

func (otherFamily) Ioctl(int, uint, []byte) (int, error) { return 0, nil }

// The number of a request that opens something is a different request in other families: then nothing is closed or
// noted.
func TestRequestsThatOnlyShareTheNumber(t *testing.T) {
	r := newRig(t, Options{Kernel: otherFamily{sockets.Linux{}}})
	r.lines("s = socket udp")
	if e := r.says("ioctl s SIOCUNIXFILE"); e.Errno() != "" || len(e.Calls) != 1 || len(e.Notes) != 0 {
		t.Errorf("%v %q", e.Calls, e.Notes)
	}
}

// A path that a request opens stays open if the step names it, and is counted.
func TestRequestThatKeepsAPath(t *testing.T) {
	r := newRig(t, Options{AllowUnix: true})
	r.lines("x = socket unix\nbind x unix:" + t.TempDir() + "/file => 0")
	e := r.says("p = ioctl x SIOCUNIXFILE")
	if e.Errno() == "EPERM" {
		t.Skip("it needs CAP_NET_ADMIN")
	}
	if len(e.Calls) != 1 || e.Calls[0].Note != "<p>" {
		t.Errorf("%v", e.Calls)
	}
	r.lines(`
		expect p.fd == ` + e.Got + `
		getsockopt p SO_TYPE => EBADF
		d = dup p
		close p
		fcntl d F_GETFD => ok
		close d
		close d => EBADF`)
}

// In another family the number is a different request: there is nothing to keep.
func TestRequestThatKeepsNoPath(t *testing.T) {
	r := newRig(t, Options{Kernel: otherFamily{sockets.Linux{}}})
	r.lines("s = socket udp")
	r.says("p = ioctl s SIOCUNIXFILE")
	if e := r.says("show p"); e.Problem == "" {
		t.Errorf("p is %s", e.Got)
	}
}
