package runtest

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// shell runs a command line in which $N is the program.
func shell(t *testing.T, line string) outcome {
	t.Helper()
	c := command(t)
	c.Path, c.Args = "/bin/bash", []string{"bash", "-c", line}
	c.Env = append(c.Env, "N="+binary, "D="+testdata)
	return finish(t, c)
}

// An output that cannot be written ends the run with a reason, without a panic or a hang.
func TestOutputThatCantBeWritten(t *testing.T) {
	t.Parallel()
	for _, flags := range []string{"", "--json "} {
		o := shell(t, `"$N" run `+flags+`"$D"/demo.netnet >/dev/full`)
		if o.status != 1 || !strings.Contains(o.errors, "can't be written") {
			t.Errorf("/dev/full %s: status %d, %q", flags, o.status, o.errors)
		}
	}
	// Go opens /dev/null for a standard descriptor that is closed.
	for _, line := range []string{`"$N" run "$D"/demo.netnet >&-`, `"$N" run "$D"/demo.netnet 2>&-`, `"$N" run "$D"/demo.netnet <&-`, `"$N" run "$D"/demo.netnet >/dev/null 2>/dev/full </dev/null`} {
		if o := shell(t, line); o.status != 0 {
			t.Errorf("%s: status %d, %q", line, o.status, o.errors)
		}
	}
}

// A reader that has seen enough ends the run quietly.
func TestOutputNobodyReads(t *testing.T) {
	t.Parallel()
	c := command(t, "run", "-")
	c.Stdin = strings.NewReader("s = socket tcp\n" + strings.Repeat("getsockopt s SO_TYPE\n", 4_000)) // more than a pipe holds
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var complaints bytes.Buffer
	c.Stderr = &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.Contains(first, "socket(AF_INET") {
		t.Errorf("the first line is %q, %v", first, err)
	}
	_ = out.Close()
	_ = c.Wait() // by SIGPIPE, like any filter, or with a status of its own
	if c.ProcessState.Success() || strings.Contains(complaints.String(), "goroutine") {
		t.Errorf("%v: %s", c.ProcessState, complaints.String())
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	o := netnet(t, "version")
	o.want(t, 0, "netnet-tui ", "")
	for _, word := range []string{"go1.", "linux/", "kernel "} {
		if !strings.Contains(o.out, word) {
			t.Errorf("the version does not name %q: %s", word, o.out)
		}
	}
	netnet(t, "--version").want(t, 0, "netnet-tui", "")
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args  []string
		words string
	}{
		{[]string{"--help"}, "run|version|--lab|--allow-net|sockets"},
		{[]string{"help", "run"}, "--json|--host|--lab|--allow-net"},
		{[]string{"run", "--help"}, "--json|--host|Exit status: 0|3 something"},
		{[]string{"man"}, ".TH|netnet-tui|run|send, receive, poll and close"},
		{[]string{"completion", "bash"}, "complete|netnet-tui"},
	} {
		o := netnet(t, tt.args...)
		o.want(t, 0, "", "")
		if o.errors != "" {
			t.Errorf("%v complains: %s", tt.args, o.errors)
		}
		out := strings.ToLower(uncoloured(o.out))
		for word := range strings.SplitSeq(tt.words, "|") {
			if !strings.Contains(out, strings.ToLower(word)) {
				t.Errorf("%v does not mention %q:\n%s", tt.args, word, o.out)
			}
		}
	}
	check := exec.Command("bash", "-n")
	check.Stdin = strings.NewReader(netnet(t, "completion", "bash").out)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("bash does not read the completion: %v %s", err, out)
	}
}

// Without a terminal there is no screen, and one clear sentence says so.
func TestNoTerminal(t *testing.T) {
	t.Parallel()
	c := command(t)
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	c.Stdin, c.Stdout = null, io.Discard
	c.SysProcAttr = noTerminal()
	o := finish(t, c)
	if text := strings.TrimSpace(o.errors); o.status == 0 || !strings.Contains(text, "terminal") || strings.Contains(text, "\n") {
		t.Errorf("status %d, %q", o.status, o.errors)
	}
}
