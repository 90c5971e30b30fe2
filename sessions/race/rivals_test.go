package race

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"

	"golang.org/x/sys/unix"
)

// children are the processes that this test binary can become.
var children = map[string]func(){
	"engine": func() { _ = remote.Serve(engine.Options{}) },
	"net":    serveByNet,
	"bare":   serveBare,
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if child, ok := children[os.Args[1]]; ok {
			child()
			return
		}
	}
	os.Exit(m.Run())
}

// serveByNet is a typical Go server: package net, and a goroutine for each connection.
func serveByNet() {
	runtime.GOMAXPROCS(1)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		os.Exit(1)
	}
	fmt.Println(l.Addr())
	for {
		c, err := l.Accept()
		if err != nil {
			os.Exit(1)
		}
		go func() {
			defer func() { _ = c.Close() }()
			for p := make([]byte, 64<<10); ; {
				n, err := c.Read(p)
				if err != nil {
					return
				}
				if _, err := c.Write(p[:n]); err != nil {
					return
				}
			}
		}()
	}
}

// serveBare is the shortest echo server: epoll and the calls of x/sys. It handles neither errors nor peers that do not
// read.
func serveBare() {
	runtime.GOMAXPROCS(1)
	runtime.LockOSThread()
	l, _ := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	_ = unix.SetsockoptInt(l, unix.SOL_TCP, unix.TCP_NODELAY, 1)
	_ = unix.Bind(l, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	_ = unix.Listen(l, 4096)
	name, _ := unix.Getsockname(l)
	fmt.Printf("127.0.0.1:%d\n", name.(*unix.SockaddrInet4).Port)
	e, _ := unix.EpollCreate1(0)
	_ = unix.EpollCtl(e, unix.EPOLL_CTL_ADD, l, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(l)})
	p, events := make([]byte, 64<<10), make([]unix.EpollEvent, 1024)
	for {
		ready, _ := unix.EpollWait(e, events, -1)
		for i := range max(ready, 0) {
			fd := int(events[i].Fd)
			if fd == l {
				for {
					c, _, err := unix.Accept4(l, unix.SOCK_NONBLOCK)
					if err != nil {
						break
					}
					_ = unix.EpollCtl(e, unix.EPOLL_CTL_ADD, c, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLET, Fd: int32(c)})
				}
				continue
			}
			n, err := unix.Read(fd, p)
			if err == nil && n > 0 {
				_, _ = unix.Write(fd, p[:n])
			} else if err != unix.EAGAIN {
				_ = unix.Close(fd)
			}
		}
	}
}

// rival starts a server in a separate process that prints its address.
func rival(b *testing.B, name string) string {
	b.Helper()
	c := exec.Command("/proc/self/exe", name)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	line := make([]byte, 64)
	n, err := out.Read(line)
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(string(line[:n]))
}
