package sockets

import (
	"errors"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestEcho lets a client and a server talk that use only TCP's methods.
func TestEcho(t *testing.T) {
	for _, address := range []string{"127.0.0.1:7000", "[::1]:7000"} {
		t.Run(address, func(t *testing.T) {
			labtest.Need(t)
			addr := parse(t, address)
			server, err := ListenTCP(Linux{}, addr, unix.SOCK_NONBLOCK, 4)
			check(t, err)
			defer server.Close()
			if _, err := server.Accept(0); !errors.Is(err, unix.EAGAIN) {
				t.Errorf("accept without a client: %v", err)
			}
			client, err := DialTCP(Linux{}, addr)
			if !errors.Is(err, unix.EINPROGRESS) {
				t.Errorf("dial: %v, want EINPROGRESS", err)
			}
			defer client.Close()
			await(t, client.FD, unix.POLLOUT)
			if errno, err := client.Error(); errno != 0 || err != nil {
				t.Fatalf("SO_ERROR: %v, %v", errno, err)
			}
			conn, err := server.Accept(0)
			check(t, err)
			check(t, conn.SetNonblock(true))
			echo(t, client, conn)
			check(t, client.CloseDown())
			await(t, conn.FD, unix.POLLIN)
			if n, err := conn.Recv(make([]byte, 1)); n != 0 || err != nil {
				t.Errorf("recv after closedown: %d, %v; want the end", n, err)
			}
			check(t, conn.CloseDown())
		})
	}
}

func echo(t *testing.T, client, conn TCP) {
	t.Helper()
	p := make([]byte, 100)
	if _, err := conn.Recv(p); !errors.Is(err, unix.EAGAIN) {
		t.Errorf("recv of nothing: %v", err)
	}
	if n, err := client.Send([]byte("hello")); n != 5 || err != nil {
		t.Fatalf("send: %d, %v", n, err)
	}
	await(t, conn.FD, unix.POLLIN)
	if n, err := conn.Pending(); n != 5 || err != nil {
		t.Errorf("pending: %d, %v", n, err)
	}
	n, err := conn.Recv(p)
	check(t, err)
	if _, err := conn.Send(p[:n]); err != nil {
		t.Fatal(err)
	}
	await(t, client.FD, unix.POLLIN)
	if n, err := client.Recv(p); string(p[:max(n, 0)]) != "hello" || err != nil {
		t.Errorf("the echo is %q, %v", p[:max(n, 0)], err)
	}
}

func TestCloseDown(t *testing.T) {
	labtest.Need(t)
	s, err := CreateTCP(Linux{}, unix.AF_INET, 0)
	check(t, err)
	if err := s.Kernel.Shutdown(s.FD, unix.SHUT_RDWR); !errors.Is(err, unix.ENOTCONN) {
		t.Errorf("shutdown of a socket without a peer: %v, want ENOTCONN", err)
	}
	if err := s.CloseDown(); err != nil {
		t.Error("ENOTCONN keeps it from closing:", err)
	}
	if err := s.CloseDown(); !errors.Is(err, unix.EBADF) {
		t.Errorf("a second time: %v, want EBADF", err)
	}
}

func TestListenTCPGetsAsFarAsItCan(t *testing.T) {
	labtest.Need(t)
	addr := parse(t, "127.0.0.1:7000")
	first, err := ListenTCP(Linux{}, addr, 0, 1)
	check(t, err)
	defer first.Close()
	second, err := ListenTCP(Linux{}, addr, 0, 1)
	if !errors.Is(err, unix.EADDRINUSE) || second.FD < 0 {
		t.Errorf("a second listener: fd %d, %v; want EADDRINUSE and the socket", second.FD, err)
	}
	check(t, second.Close())
	refused, err := DialTCP(Linux{}, parse(t, "127.0.0.1:7001"))
	if !errors.Is(err, unix.EINPROGRESS) {
		t.Errorf("dial: %v", err)
	}
	await(t, refused.FD, unix.POLLHUP)
	for _, want := range []unix.Errno{unix.ECONNREFUSED, 0} { // reading clears it
		if errno, err := refused.Error(); errno != want || err != nil {
			t.Errorf("SO_ERROR: %v, %v; want %v", errno, err, want)
		}
	}
	check(t, refused.Close())
}

func TestScripted(t *testing.T) {
	tr := newTrace(t, &Scripted{Kernel: Linux{}, Errors: map[string][]error{
		"accept4":  {failed("accept4", unix.ECONNABORTED), failed("accept4", unix.EMFILE)},
		"socket":   {nil, failed("socket", unix.ENOBUFS)},
		"sendto":   {failed("sendto", unix.ENOBUFS)},
		"recvfrom": {failed("recvfrom", unix.EINTR)},
	}})
	s := tr.made("s", "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP)")(tr.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0))
	tr.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	tr.saw("socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = -1 ENOBUFS (No buffer space available)")
	tr.Listen(s, 1)
	tr.saw("listen(s, 1) = 0")
	for _, answer := range []string{
		"ECONNABORTED (Software caused connection abort)", "EMFILE (Too many open files)",
		"EAGAIN (Resource temporarily unavailable)", // the scripted errors are used up: this is the kernel
	} {
		tr.Accept4(s, 0)
		tr.saw("accept4(s, NULL, NULL, 0) = -1 " + answer)
	}
	for _, answer := range []string{"ENOBUFS (No buffer space available)", "EPIPE (Broken pipe)"} {
		tr.Send(s, []byte("x"), unix.MSG_NOSIGNAL)
		tr.saw(`sendto(s, "x", 1, MSG_NOSIGNAL, NULL, 0) = -1 ` + answer)
	}
	for _, answer := range []string{"EINTR (Interrupted system call)", "ENOTCONN (Transport endpoint is not connected)"} {
		tr.Recv(s, make([]byte, 1), 0)
		tr.saw("recvfrom(s, 0x…, 1, 0, NULL, NULL) = -1 " + answer)
	}
}
