package fork

import (
	"fmt"
	"os"
	"reflect"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == Command {
		if err := Serve(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	labtest.Main(m)
}

// started starts a process with copies of descriptors.
func started(t *testing.T, fds ...int) (*Process, []int) {
	t.Helper()
	p, err := Start("k", 1, func(*Process) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	placed, err := p.Copy(fds)
	if err != nil {
		t.Fatal(err)
	}
	return p, placed
}

func pair(t *testing.T) [2]int {
	t.Helper()
	p, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(p[0]) })
	return p
}

// TestACopyIsTheSameSocket makes the other process send, and keep a socket open.
func TestACopyIsTheSameSocket(t *testing.T) {
	ends := pair(t)
	p, placed := started(t, ends[1])
	if placed[0] != ends[1] {
		t.Logf("%d is %d there", ends[1], placed[0])
	}
	if n, err := p.Kernel(nil).Send(placed[0], []byte("hello"), 0); n != 5 || err != nil {
		t.Fatal(n, err)
	}
	unix.Close(ends[1])
	buffer := make([]byte, 10)
	if n, err := unix.Read(ends[0], buffer); n != 5 || err != nil {
		t.Fatal(n, err)
	}
	if n, _, err := unix.Recvfrom(ends[0], buffer, unix.MSG_DONTWAIT); err != unix.EAGAIN {
		t.Errorf("end of stream while the copy is open: %d, %v", n, err)
	}
	if flags, err := p.Kernel(nil).Fcntl(placed[0], unix.F_GETFD, 0); flags != unix.FD_CLOEXEC || err != nil {
		t.Errorf("close-on-exec was lost: %d, %v", flags, err)
	}
	if err := p.Kernel(nil).Close(placed[0]); err != nil {
		t.Fatal(err)
	}
	if n, err := unix.Read(ends[0], buffer); n != 0 || err != nil {
		t.Errorf("after the last copy: %d, %v", n, err)
	}
	if err := p.Kernel(nil).Close(placed[0]); sockets.Errno(err) != unix.EBADF {
		t.Errorf("closed twice: %v", err)
	}
}

// TestEveryCallIsMade checks that the process answers each method of a kernel with the errno that this process gets,
// and returns what the call fills in.
func TestEveryCallIsMade(t *testing.T) {
	ends := pair(t)
	p, placed := started(t, ends[1])
	k := p.Kernel(nil)
	methodsOf := reflect.TypeFor[sockets.Kernel]()
	for i := range methodsOf.NumMethod() {
		method := methodsOf.Method(i)
		in := make([]reflect.Value, method.Type.NumIn())
		for i := range in {
			in[i] = reflect.Zero(method.Type.In(i))
			switch t := method.Type.In(i); t.Kind() {
			case reflect.Int:
				in[i] = reflect.ValueOf(-1)
			case reflect.Pointer:
				in[i] = reflect.New(t.Elem())
			}
		}
		if method.Name == "UringEnter" || method.Name == "SetNofile" || method.Name == "Select" {
			continue
		}
		if method.Type.IsVariadic() {
			in = in[:len(in)-1]
		}
		there := reflect.ValueOf(k).MethodByName(method.Name).Call(in)
		here := reflect.ValueOf(sockets.Linux{}).MethodByName(method.Name).Call(in)
		if got, want := fmt.Sprint(there[len(there)-1]), fmt.Sprint(here[len(here)-1]); got != want {
			t.Errorf("%s: %s there, %s here", method.Name, got, want)
		}
	}
	unix.Write(ends[0], []byte("abc"))
	fds := []unix.PollFd{{Fd: int32(placed[0]), Events: unix.POLLIN}}
	if n, err := k.Poll(fds, 0); n != 1 || fds[0].Revents != unix.POLLIN || err != nil {
		t.Errorf("poll: %d %v %v", n, fds, err)
	}
	buffer := make([]byte, 10)
	if n, err := k.Recv(placed[0], buffer, 0); n != 3 || string(buffer[:3]) != "abc" || err != nil {
		t.Errorf("recv: %d %q %v", n, buffer, err)
	}
	var sets sockets.FdSets
	sets.N = placed[0] + 1
	sets.Write.Set(placed[0])
	sets.Read.Set(placed[0])
	if n, err := k.Select(&sets, 0); n != 1 || sets.Events(placed[0]) != unix.POLLOUT || err != nil {
		t.Errorf("select: %d %v %v", n, sets.Events(placed[0]), err)
	}
	value := make([]byte, unix.SizeofUcred)
	if n, err := k.Getsockopt(placed[0], unix.SOL_SOCKET, unix.SO_PEERCRED, value); n != len(value) || err != nil || int(value[0])|int(value[1])<<8|int(value[2])<<16 != os.Getpid() {
		t.Errorf("getsockopt: %d %v %v", n, value, err)
	}
	if addr, err := k.Getsockname(placed[0]); !addr.Unnamed() || err != nil {
		t.Errorf("getsockname: %v %v", addr, err)
	}
	var stat unix.Stat_t
	if err := unix.Fstat(ends[1], &stat); err != nil || p.own().Inode(placed[0]) != uint32(stat.Ino) || p.own().Inode(999) != 0 {
		t.Errorf("inode %d here, %d there, %v", stat.Ino, p.own().Inode(placed[0]), err)
	}
}

// TestASleepingCallIsInterrupted makes a call that sleeps while others are made.
func TestASleepingCallIsInterrupted(t *testing.T) {
	ends := pair(t)
	p, placed := started(t, ends[1])
	for _, early := range []bool{false, true} {
		var thread Thread
		var err error
		done := make(chan struct{})
		thread.Run(time.Time{}, func() { _, err = p.Kernel(&thread).Recv(placed[0], make([]byte, 1), 0) }, func() { close(done) })
		if !early {
			thread.Entered()
		}
		if _, err := p.Kernel(nil).Getsockname(placed[0]); err != nil {
			t.Error(err)
		}
		thread.Interrupt()
		if <-done; sockets.Errno(err) != unix.EINTR {
			t.Errorf("the call returned %v", err)
		}
	}
	var late Thread
	done := make(chan struct{})
	late.Run(time.Now().Add(5*time.Millisecond), func() { _, _ = p.Kernel(&late).Recv(placed[0], make([]byte, 1), 0) }, func() { close(done) })
	<-done
}

// TestEnds ends processes in every way.
func TestEnds(t *testing.T) {
	for want, end := range map[string]func(*Process){
		"exited with status 0":                           (*Process).Exit,
		"was ended by a signal: signal: terminated":      func(p *Process) { _ = p.Signal(unix.SIGTERM) },
		"was ended by a signal: signal: killed":          (*Process).Kill,
		"exited with status 0 ":                          func(p *Process) { p.alone.In.Close(); p.wait() }, // as when the engine is gone
		"was ended by a signal: signal: killed, stopped": func(p *Process) { _ = unix.Kill(p.PID, unix.SIGSTOP); p.Kill() },
	} {
		ends := pair(t)
		p, placed := started(t, ends[1])
		unix.Close(ends[1])
		var thread Thread
		done := make(chan struct{})
		thread.Run(time.Time{}, func() { _, _ = p.Kernel(&thread).Recv(placed[0], make([]byte, 1), 0) }, func() { close(done) })
		thread.Entered()
		end(p)
		<-done
		if how := p.How(); len(want) < len(how) || want[:len(how)] != how {
			t.Errorf("%q, want %q", how, want)
		}
		if n, err := unix.Read(ends[0], make([]byte, 1)); n != 0 || err != nil {
			t.Errorf("%s: its copy is still open: %d, %v", want, n, err)
		}
		if _, err := p.Kernel(nil).Dup(placed[0]); err == nil {
			t.Errorf("%s: it still makes calls", want)
		}
	}
}

// TestManyCopies passes more descriptors than fit into a message.
func TestManyCopies(t *testing.T) {
	ends := pair(t)
	fds := []int{ends[1]}
	for range 2 * mostPassed {
		fd, err := unix.FcntlInt(uintptr(ends[1]), unix.F_DUPFD_CLOEXEC, 30)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { unix.Close(fd) })
		fds = append(fds, fd)
	}
	p, placed := started(t, fds...)
	for i, fd := range placed {
		if i > 0 && fd != fds[i] {
			t.Errorf("%d is %d there", fds[i], fd)
		}
		if _, err := p.Kernel(nil).Getsockname(fd); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNumbers distinguishes processes.
func TestNumbers(t *testing.T) {
	for _, c := range [][2]int{{0, 5}, {1, 0}, {8, 1<<shift - 1}} {
		if p, fd := Split(Number(c[0], c[1])); p != c[0] || fd != c[1] {
			t.Errorf("%v becomes %d, %d", c, p, fd)
		}
	}
	if Number(3, -1) != -1 {
		t.Error("-1 is assigned to a process")
	}
}
