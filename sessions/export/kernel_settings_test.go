package export

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"netnet-tui/sockets/labtest"
)

// TestKernelSettings checks that no program changes settings of the whole machine.
func TestKernelSettings(t *testing.T) {
	labtest.Unraced(t, others)
	now, err := os.ReadFile("/proc/sys/net/ipv4/tcp_fin_timeout")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("/proc/sys/net/ipv4/tcp_mem"); err != nil {
		t.Skip("this is not the network of the machine: ", err)
	}
	lines := "sysctl net.ipv4.tcp_fin_timeout " + string(now)
	for _, target := range languages {
		text := ofLines(t, target, lines)
		if !strings.Contains(text, "unshare -Urn") {
			t.Errorf("%s: it does not say that it wants a network of its own:\n%.800s", target, text)
		}
		command := build(t, target, []string{text})[0]
		out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(string(out), "in a network namespace of its own") {
			t.Errorf("%s: %v: %s", target, err, out)
		}
		if out, status := run(t, command...); status != 0 {
			t.Errorf("%s in a lab: status %d: %s", target, status, out)
		}
	}
}
