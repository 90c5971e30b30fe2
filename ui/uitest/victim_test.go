package uitest

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"

	"netnet-tui/sockets/lab"
	"netnet-tui/sockets/labtest"
)

// victimRole marks the copy of this test binary that plays another program.
const victimRole = "NETNET_UITEST_VICTIM"

func TestMain(m *testing.M) {
	if os.Getenv(victimRole) != "" {
		if err := stall(); err != nil {
			fmt.Println("failed:", err)
		}
		return
	}
	os.Exit(m.Run())
}

// stall writes two single bytes and reads the echo of both, over and over, in a lab of its own: with
// Nagle's algorithm and delayed acknowledgements, that takes 40 ms. It prints the time of each round.
func stall() error {
	if err := lab.RaiseLoopback(); err != nil {
		return err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	c, err := net.Dial("tcp4", l.Addr().String())
	if err != nil {
		return err
	}
	a, err := l.Accept()
	if err != nil {
		return err
	}
	if err := c.(*net.TCPConn).SetNoDelay(false); err != nil {
		return err
	}
	go func() {
		b := make([]byte, 2)
		for {
			if _, err := io.ReadFull(a, b); err != nil {
				return
			}
			_, _ = a.Write(b)
		}
	}()
	fmt.Println("from", c.LocalAddr())
	b := make([]byte, 2)
	for i := byte(0); ; i++ {
		begun := time.Now()
		_, _ = c.Write([]byte{i})
		_, _ = c.Write([]byte{^i})
		if _, err := io.ReadFull(c, b); err != nil || b[0] != i || b[1] != ^i {
			return fmt.Errorf("it reads %v for %d: %w", b, i, err)
		}
		if _, err := fmt.Println("us", time.Since(begun).Microseconds()); err != nil {
			return nil //nolint:nilerr // the test has ended
		}
	}
}

// victim is a running copy that stalls.
type victim struct {
	t    *testing.T
	pid  int
	from string // the address of its connection
	out  *bufio.Scanner
}

// startVictim starts a victim, which ends with the test.
func startVictim(t *testing.T) *victim {
	t.Helper()
	c := exec.Command("/proc/self/exe")
	c.Env = append(os.Environ(), victimRole+"=1")
	c.SysProcAttr = lab.Network()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Skip("there is no lab here: ", err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	v := &victim{t, c.Process.Pid, "", bufio.NewScanner(out)}
	if _, err := fmt.Sscanf(v.line(), "from %s", &v.from); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *victim) line() string {
	v.t.Helper()
	if !v.out.Scan() {
		v.t.Fatal("the other program has ended")
	}
	return v.out.Text()
}

// round returns the time of a round.
func (v *victim) round() time.Duration {
	v.t.Helper()
	var us int
	if line := v.line(); !isRound(line, &us) {
		v.t.Fatal(line)
	}
	return time.Duration(us) * time.Microsecond
}

func isRound(line string, us *int) bool {
	_, err := fmt.Sscanf(line, "us %d", us)
	return err == nil
}

// becomes waits until a round is slow, or is not.
func (v *victim) becomes(slow bool) {
	v.t.Helper()
	if !labtest.Until(func() bool { return (v.round() >= slowest) == slow }) {
		v.t.Errorf("no round is slow (%v)", slow)
	}
}

// slowest is TCP_DELACK_MIN, the minimum delay of an acknowledgement.
const slowest = 40 * time.Millisecond
