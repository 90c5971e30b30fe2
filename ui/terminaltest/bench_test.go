package terminaltest

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// program is the program on a terminal that answers no queries, which is the slowest kind to start on.
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

// until reads what is drawn until it contains a text.
func (p *program) until(text string) {
	p.b.Helper()
	var seen bytes.Buffer
	deadline := time.After(testLimit)
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

// The time from the start to the first full screen, with the engine's process.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := begin(b)
		p.until("Welcome")
		b.StopTimer()
		p.end()
		b.StartTimer()
	}
}

// The time from a key, at any moment, to the first byte of the changed screen.
func BenchmarkKey(b *testing.B) {
	p := begin(b)
	defer p.end()
	p.until("Welcome")
	p.press(":") // the prompt, where every letter changes the screen
	var took []time.Duration
	for b.Loop() {
		<-time.After(rand.N(50 * time.Millisecond)) // the screen is written at fixed moments, none of which must be favoured
		if len(took)%60 == 59 {
			p.press("\x15") // clears the line
		}
		start := time.Now()
		p.send("s")
		<-p.output
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1e3, "ms-median")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1e3, "ms-p99")
}

func (p *program) send(keys string) {
	p.b.Helper()
	if _, err := p.tty.WriteString(keys); err != nil {
		p.b.Fatal(err)
	}
}

// press sends keys and waits until the screen is still.
func (p *program) press(keys string) {
	p.b.Helper()
	p.send(keys)
	p.quiet()
}

// calm is longer than it takes the screen to notice that nothing happens.
const calm = 12 * time.Second

// The CPU time that both processes use while nothing happens, in percent of a core.
func BenchmarkIdle(b *testing.B) {
	p := begin(b)
	defer p.end()
	p.until("Welcome")
	p.send("3e\r") // the first experiment: a bench with three sockets, one of them selected
	p.until("FIONREAD")
	p.cost(b)
}

// cost reports the CPU time that both processes use from now on, once the screen has slowed down.
func (p *program) cost(b *testing.B) {
	<-time.After(calm)
	const span = 10 * time.Second
	before, spans := p.used(), 0
	for b.Loop() {
		<-time.After(span)
		spans++
	}
	b.ReportMetric(100*float64(p.used()-before)/float64(span)/float64(spans), "%core")
}

// used returns the CPU time that the program and its engine have used.
func (p *program) used() time.Duration {
	own := strconv.Itoa(p.cmd.Process.Pid)
	children, err := exec.Command("pgrep", "-P", own).Output()
	if err != nil {
		p.b.Fatalf("pgrep finds no engine: %v", err)
	}
	var total time.Duration
	for _, pid := range append(strings.Fields(string(children)), own) {
		stat, _ := os.ReadFile("/proc/" + pid + "/stat")
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		user, _ := strconv.Atoi(fields[11])
		system, _ := strconv.Atoi(fields[12])
		const tick = time.Second / 100 // USER_HZ
		total += time.Duration(user+system) * tick
	}
	return total
}

// The CPU time that both processes use while the options of a connection fill the screen and are read ten
// times a second, in percent of a core.
func BenchmarkCockpit(b *testing.B) {
	p := begin(b)
	defer p.end()
	p.until("Welcome")
	p.send("3e\r")
	p.until("FIONREAD")
	p.send("f")
	p.until("GRANTED")
	p.cost(b)
}
