package sockets

import (
	"testing"

	"golang.org/x/sys/unix"
)

// quiet is an option for tests.
type quiet struct{ level, number int }

func (q quiet) QuietRead() (level, number int) { return q.level, q.number }

// TestLookerLooks reads everything about a connection.
func TestLookerLooks(t *testing.T) {
	l := NewLooker(Linux{})
	defer l.Close()
	k := Linux{}
	fd, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, 0)
	server := must(t, fd, err)
	check(t, k.Bind(server, parse(t, "127.0.0.1:0")))
	check(t, k.Listen(server, 1))
	at, err := l.Getsockname(server)
	check(t, err)
	fd, err = k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	client := must(t, fd, err)
	check(t, k.Connect(client, at))
	if peer, err := l.Getpeername(client); err != nil || peer != at {
		t.Errorf("the peer is %v, %v; want %v", peer, err, at)
	}
	if bits, err := l.Ready(server); err != nil || bits != unix.POLLIN {
		t.Errorf("the listener is ready for %s, %v", PollEvents.Short(bits), err)
	}
	fd, err = k.Accept4(server, 0)
	accepted := must(t, fd, err)
	_, err = k.Send(client, []byte("hello"), 0)
	check(t, err)
	for range 2 { // looking does not consume the bytes
		if n, err := l.Pending(accepted); err != nil || n != 5 {
			t.Errorf("%d bytes wait, %v; want 5", n, err)
		}
	}
	for name, read := range map[string]func(int) (int, error){"unsent": l.Unsent, "notsent": l.Notsent} {
		if n, err := read(accepted); err != nil || n != 0 {
			t.Errorf("%s: %d, %v; want 0", name, n, err)
		}
	}
	if flags, err := l.DescriptorFlags(server); err != nil || flags != unix.FD_CLOEXEC {
		t.Errorf("flags of the descriptor: %#x, %v", flags, err)
	}
	if flags, err := l.StatusFlags(server); err != nil || flags&unix.O_NONBLOCK == 0 {
		t.Errorf("status flags: %#x, %v", flags, err)
	}
	value := make([]byte, 4)
	if n, err := l.Getsockopt(server, quiet{unix.SOL_SOCKET, unix.SO_ACCEPTCONN}, value); err != nil || n != 4 || value[0]|value[3] == 0 {
		t.Errorf("SO_ACCEPTCONN: % x, %d bytes, %v", value, n, err)
	}
}

// TestTCPStateOfAClosedSocket asks for the state of a connection without a descriptor.
func TestTCPStateOfAClosedSocket(t *testing.T) {
	l := NewLooker(Linux{})
	defer l.Close()
	k := Linux{}
	fd, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	server := must(t, fd, err)
	check(t, k.Bind(server, parse(t, "127.0.0.1:0")))
	check(t, k.Listen(server, 1))
	at, err := k.Getsockname(server)
	check(t, err)
	client, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	check(t, err)
	check(t, k.Connect(client, at))
	from, err := k.Getsockname(client)
	check(t, err)
	if number, err := l.TCPState(Connection{Local: from, Peer: at}); err != nil || number != unix.BPF_TCP_ESTABLISHED {
		t.Errorf("open: state %d, %v", number, err)
	}
	check(t, k.Close(client))
	// The other end has not been accepted, so it does not end its side.
	if number, err := l.TCPState(Connection{Local: from, Peer: at}); err != nil || number != unix.BPF_TCP_FIN_WAIT1 && number != unix.BPF_TCP_FIN_WAIT2 {
		t.Errorf("closed: state %d, %v", number, err)
	}
	never := Connection{Local: at, Peer: parse(t, "127.0.0.1:1")}
	if number, err := l.TCPState(never); err != nil || number != unix.BPF_TCP_CLOSE {
		t.Errorf("a connection that never was: state %d, %v", number, err)
	}
	if number, err := (Looker{k, NoDiag()}).TCPState(never); err == nil {
		t.Errorf("nothing was asked, and the state is %d", number)
	}
}

// TestAPassingConnectionIsNotClosed keeps asking while connections move from FIN-WAIT-1 to TIME-WAIT: the kernel
// replaces their sockets, and none may ever be reported as closed.
func TestAPassingConnectionIsNotClosed(t *testing.T) {
	l := NewLooker(Linux{})
	defer l.Close()
	k := Linux{}
	fd, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	server := must(t, fd, err)
	check(t, k.Bind(server, parse(t, "127.0.0.1:0")))
	check(t, k.Listen(server, 1))
	at, err := k.Getsockname(server)
	check(t, err)
	for range 1000 {
		client, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
		check(t, err)
		check(t, k.Connect(client, at))
		accepted, err := k.Accept4(server, 0)
		check(t, err)
		from, err := k.Getsockname(client)
		check(t, err)
		check(t, k.Close(client))
		begun, ended := make(chan struct{}), make(chan error)
		go func() { close(begun); ended <- k.Close(accepted) }()
		<-begun
		for passing := true; passing; {
			switch number, err := l.TCPState(Connection{Local: from, Peer: at}); {
			case err != nil || number == unix.BPF_TCP_CLOSE:
				t.Fatalf("state %d, %v", number, err)
			case number == unix.BPF_TCP_TIME_WAIT:
				passing = false
			}
		}
		check(t, <-ended)
	}
}
