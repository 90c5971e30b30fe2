package attach

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// role is the variable that makes a copy of the test binary run as a program whose sockets are inspected.
const role = "NETNET_TEST_VICTIM"

var roles = map[string]func(in *bufio.Scanner){"stall": stall, "churn": churn, "linger": linger, "busy": busy}

func TestMain(m *testing.M) {
	if play, ok := roles[os.Getenv(role)]; ok {
		play(bufio.NewScanner(os.Stdin))
		return
	}
	labtest.Main(m)
}

// victim is such a program.
type victim struct {
	*Process
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Scanner
}

// start starts a victim. It ends with the test, when its standard input does.
func start(t testing.TB, as string) *victim {
	t.Helper()
	c := exec.Command("/proc/self/exe")
	c.Env = append(os.Environ(), role+"="+as)
	c.Stderr = os.Stderr
	in, err1 := c.StdinPipe()
	out, err2 := c.StdoutPipe()
	if err := c.Start(); err1 != nil || err2 != nil || err != nil {
		t.Fatal(err1, err2, err)
	}
	p, err := Open(c.Process.Pid)
	if err != nil {
		t.Fatal(err)
	}
	v := &victim{p, t, in, bufio.NewScanner(out)}
	t.Cleanup(func() {
		p.Close()
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// line returns the next line that it prints.
func (v *victim) line() string {
	v.t.Helper()
	if !v.out.Scan() {
		v.t.Fatal("it has ended")
	}
	return v.out.Text()
}

// number returns a number that it prints after a word.
func (v *victim) number(word string) (n int) {
	v.t.Helper()
	for {
		if _, err := fmt.Sscanf(v.line(), word+" %d", &n); err == nil {
			return n
		}
	}
}

// tell makes it continue.
func (v *victim) tell(word string) {
	if _, err := fmt.Fprintln(v.in, word); err != nil {
		v.t.Fatal(err)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// pair returns both ends of a connection over loopback.
func pair() (c, a int) {
	l := listener()
	defer unix.Close(l)
	c = must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	if err := unix.Connect(c, must(unix.Getsockname(l))); err != nil {
		panic(err)
	}
	a, _, err := unix.Accept4(l, unix.SOCK_CLOEXEC)
	return c, must(a, err)
}

func listener() int {
	l := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	if err := unix.Bind(l, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		panic(err)
	}
	if err := unix.Listen(l, 128); err != nil {
		panic(err)
	}
	return l
}

// ended returns a channel that is closed when the standard input ends.
func ended(in *bufio.Scanner) chan struct{} {
	over := make(chan struct{})
	go func() {
		for in.Scan() {
		}
		close(over)
	}()
	return over
}

func is(over chan struct{}) bool {
	select {
	case <-over:
		return true
	default:
		return false
	}
}

// stall repeatedly writes two single bytes and reads the echo of both: Nagle's algorithm and the delayed acknowledgment
// make it wait for 40 ms each time. It prints how long each round took.
func stall(in *bufio.Scanner) {
	over := ended(in)
	c, a := pair()
	fmt.Println("fd", c)
	go func() {
		b := make([]byte, 2)
		for got := 0; ; {
			n, err := unix.Read(a, b[got:])
			if n <= 0 || err != nil {
				return
			}
			if got += n; got == 2 {
				got = 0
				_, _ = unix.Write(a, b)
			}
		}
	}()
	b := make([]byte, 2)
	for i := byte(0); !is(over); i++ {
		begun := time.Now()
		_, _ = unix.Write(c, []byte{i})
		_, _ = unix.Write(c, []byte{^i})
		for got := 0; got < 2; got += must(unix.Read(c, b[got:])) {
		}
		if b[0] != i || b[1] != ^i {
			fmt.Println("wrong", b, i)
		}
		fmt.Println("us", time.Since(begun).Microseconds())
	}
}

// churn is an event loop that has one connection after another, each for a few echoes, all with the same descriptor. It
// prints how many it has closed, how many of these ends came late because someone else had the socket too, by how much
// at most, and the largest number of consecutive times that its epoll reported a descriptor that it had closed.
func churn(in *bufio.Scanner) {
	over := ended(in)
	l := listener()
	at := must(unix.Getsockname(l))
	e := must(unix.EpollCreate1(unix.EPOLL_CLOEXEC))
	const number = 100 // a number that Go does not use
	fmt.Println("fd", number)
	closed, late, latest, spun := 0, 0, time.Duration(0), 0
	for !is(over) {
		made := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
		if err := unix.Dup3(made, number, unix.O_CLOEXEC); err != nil {
			panic(err)
		}
		_ = unix.Close(made)
		if err := unix.Connect(number, at); err != nil {
			panic(err)
		}
		a, _, err := unix.Accept4(l, unix.SOCK_CLOEXEC)
		if err != nil {
			panic(err)
		}
		if err := unix.EpollCtl(e, unix.EPOLL_CTL_ADD, number, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: number}); err != nil {
			panic(err)
		}
		echo(e, number, a)
		if behind, events := leave(e, number, a); events > 0 || behind > 0 {
			late, latest, spun = late+1, max(latest, behind), max(spun, events)
		}
		_ = unix.Close(a)
		closed++
	}
	fmt.Println("closed", closed)
	fmt.Println("late", late)
	fmt.Println("latest", latest.Microseconds())
	fmt.Println("spun", spun)
}

// echo makes a connection echo for as long as a short request takes.
func echo(e, c, a int) {
	b, events := make([]byte, 8), make([]unix.EpollEvent, 8)
	for range 200 {
		_, _ = unix.Write(a, []byte("x"))
		if n, _ := unix.EpollWait(e, events, -1); n > 0 && events[0].Fd == int32(c) {
			_, _ = unix.Write(c, b[:must(unix.Read(c, b))])
			must(unix.Read(a, b))
		}
	}
}

// leave closes a connection, and reports how much later the other end noticed, and how often the epoll reported the
// closed descriptor until then. Nothing is late if the other end notices at once.
func leave(e, c, a int) (behind time.Duration, events int) {
	b, list := make([]byte, 8), make([]unix.EpollEvent, 8)
	_ = unix.Close(c)
	begun := time.Now()
	for asked := false; ; asked = true {
		_, _, err := unix.Recvfrom(a, b, unix.MSG_DONTWAIT)
		if err != unix.EAGAIN && err != unix.EINTR {
			if asked {
				behind = time.Since(begun)
			}
			return behind, events
		}
		if !asked {
			_, _ = unix.Write(a, []byte("x"))
		}
		if n, _ := unix.EpollWait(e, list, 0); n > 0 {
			events++
		}
	}
}

// linger closes connections that have more to send than the peer takes, with SO_LINGER for an hour, each time it is
// told to, always with the same descriptor. Told "reset", it says whether its close still waits, and resets the closed
// connection from the other end.
func linger(in *bufio.Scanner) {
	room := make([]byte, 1<<20)
	var ends []int
	for {
		c, a := pair()
		if err := unix.SetsockoptLinger(c, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1, Linger: 3600}); err != nil {
			panic(err)
		}
		_ = unix.SetNonblock(c, true)
		for n := 1; n > 0; {
			n, _ = unix.Write(c, room)
		}
		fmt.Println("fd", c)
		if !in.Scan() {
			return
		}
		ends = append(ends, a)
		closed := make(chan struct{})
		go func() {
			defer thread.Own()() // Go's preemption signal would end the wait
			_ = unix.Close(c)
			close(closed)
		}()
		if !in.Scan() {
			return
		}
		waited := 1
		select {
		case <-closed:
			waited = 0
		default:
		}
		fmt.Println("waited", waited)
		for _, a := range ends {
			_ = unix.SetsockoptLinger(a, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
			_ = unix.Close(a)
		}
		ends = nil
		<-closed
	}
}

// slowest is the least time of a round of stall while it stalls: the least time that TCP waits before it acknowledges
// (TCP_DELACK_MIN).
const slowest = 40 * time.Millisecond

func (v *victim) round() time.Duration {
	v.t.Helper()
	line := v.line()
	if strings.HasPrefix(line, "wrong") {
		v.t.Fatal(line)
	}
	var us int
	if _, err := fmt.Sscanf(line, "us %d", &us); err != nil {
		v.t.Fatal(line)
	}
	return time.Duration(us) * time.Microsecond
}

// busy occupies a processor.
func busy(in *bufio.Scanner) {
	for over := ended(in); !is(over); {
	}
}
