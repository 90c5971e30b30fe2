package terminaltest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// program is the program on a terminal that never answers a question, which is the
// slowest kind to start on.
type program struct {
	b      testing.TB
	cmd    *exec.Cmd
	tty    *os.File
	output chan []byte
}

func begin(b testing.TB) *program {
	b.Helper()
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "XDG_STATE_HOME="+b.TempDir())
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 120, Rows: 40})
	if err != nil {
		b.Fatal(err)
	}
	p := &program{b: b, cmd: cmd, tty: tty, output: make(chan []byte, 1024)}
	go func() {
		defer close(p.output)
		for {
			chunk := make([]byte, 64<<10)
			n, err := tty.Read(chunk)
			if err != nil {
				return
			}
			p.output <- chunk[:n]
		}
	}()
	return p
}

func (p *program) end() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	_ = p.tty.Close()
}

// until reads what is drawn until a text is in it.
func (p *program) until(text string) {
	p.b.Helper()
	var seen bytes.Buffer
	deadline := time.After(patience)
	for !bytes.Contains(seen.Bytes(), []byte(text)) {
		select {
		case chunk, ok := <-p.output:
			if !ok {
				p.b.Fatalf("the program ended before it showed %q", text)
			}
			seen.Write(chunk)
		case <-deadline:
			p.b.Fatalf("no %q in %q", text, seen.String())
		}
	}
}

// quiet reads until nothing has been drawn for a while.
func (p *program) quiet() {
	for {
		select {
		case <-p.output:
		case <-time.After(300 * time.Millisecond):
			return
		}
	}
}

// From the start to the first full screen, with the engine's process beside it.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := begin(b)
		p.until("Welcome")
		b.StopTimer()
		p.end()
		b.StartTimer()
	}
}

// From a key to the first byte of the changed screen.
func BenchmarkKey(b *testing.B) {
	p := begin(b)
	defer p.end()
	p.until("Welcome")
	keys := []string{":", "\x15"} // the prompt opens; a line is emptied
	i := 0
	p.quiet()
	for b.Loop() {
		key := "s"
		if i%40 == 39 {
			key = keys[1]
		} else if i == 0 {
			key = keys[0]
		}
		i++
		if _, err := p.tty.WriteString(key); err != nil {
			b.Fatal(err)
		}
		<-p.output
	}
}

// What both processes use while nothing happens, in percent of a core.
func BenchmarkIdle(b *testing.B) {
	p := begin(b)
	defer p.end()
	p.until("Welcome")
	_, _ = p.tty.WriteString("t") // a bench with three sockets, one of them selected
	p.until("FIONREAD")
	p.quiet()
	const span = 5 * time.Second
	for b.Loop() {
		before := p.used()
		<-time.After(span)
		b.ReportMetric(100*float64(p.used()-before)/float64(span), "%core")
	}
}

// used is the processor time that the program and its engine have used.
func (p *program) used() time.Duration {
	pids := strconv.Itoa(p.cmd.Process.Pid)
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%s/task/%s/children", pids, pids))
	if out, err := exec.Command("pgrep", "-P", pids).Output(); err == nil {
		children = out
	}
	var total time.Duration
	for _, pid := range append(strings.Fields(string(children)), pids) {
		stat, _ := os.ReadFile("/proc/" + pid + "/stat")
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		user, _ := strconv.Atoi(fields[11])
		system, _ := strconv.Atoi(fields[12])
		const tick = time.Second / 100 // USER_HZ
		total += time.Duration(user+system) * tick
	}
	return total
}
