package runtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"

	"golang.org/x/sys/unix"
)

// privileged are settings that need a capability, in the order in which they are made: the errno for an
// ordinary user, the missing capability, and the errno for root in a lab.
var privileged = []struct{ set, errno, capability, inLab string }{
	{"SO_BINDTODEVICE lo", "", "", ""}, // the first device is free to choose
	{`SO_BINDTODEVICE ""`, "EPERM", "CAP_NET_RAW", ""},
	{"SO_MARK 1", "EPERM", "CAP_NET_ADMIN or CAP_NET_RAW", ""},
	{"SO_DEBUG on", "EACCES", "CAP_NET_ADMIN", "EACCES"},
	{"SO_RCVBUFFORCE 64KiB", "EPERM", "CAP_NET_ADMIN", "EPERM"},
	{"SO_SNDBUFFORCE 64KiB", "EPERM", "CAP_NET_ADMIN", "EPERM"},
	{"SO_PRIORITY 6", "", "", ""},
	{"SO_PRIORITY 7", "EPERM", "CAP_NET_ADMIN or CAP_NET_RAW", ""},
	{"IP_TRANSPARENT on", "EPERM", "CAP_NET_ADMIN or CAP_NET_RAW", ""},
	{"TCP_REPAIR TCP_REPAIR_ON", "EPERM", "CAP_NET_ADMIN", ""},
	{"TCP_REPAIR_QUEUE TCP_SEND_QUEUE", "EPERM", "CAP_NET_ADMIN", ""},
}

// setPrivileged makes those settings and returns the event of each.
func setPrivileged(t *testing.T, user *syscall.Credential, flags ...string) []engine.Event {
	t.Helper()
	lines := "s = socket tcp\n"
	for _, p := range privileged {
		lines += "setsockopt s " + p.set + "\n"
	}
	o := runAs(t, user, lines, append(flags, "--json")...)
	if o.status == 3 {
		t.Skip("no lab here: " + o.errors)
	}
	o.want(t, 0, "", "")
	var events []engine.Event
	for scanner := bufio.NewScanner(strings.NewReader(o.out)); scanner.Scan(); {
		var e engine.Event
		if err := json.Unmarshal(scanner.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if e.Verb == "setsockopt" {
			events = append(events, e)
		}
	}
	if len(events) != len(privileged) {
		t.Fatalf("%d events of %d settings", len(events), len(privileged))
	}
	return events
}

// runAs runs a script as a user; nil is the user of the tests.
func runAs(t *testing.T, user *syscall.Credential, lines string, flags ...string) outcome {
	t.Helper()
	c := command(t, append(append([]string{"run"}, flags...), "-")...)
	c.Stdin = strings.NewReader(lines)
	c.Dir = "/"
	if user != nil {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	}
	return finish(t, c)
}

// ordinary returns a user without capabilities: nobody, or the user of the tests.
func ordinary(t *testing.T) *syscall.Credential {
	t.Helper()
	if os.Getuid() == 0 {
		return &syscall.Credential{Uid: 65534, Gid: 65534}
	}
	if capable(t, unix.CAP_NET_ADMIN) || capable(t, unix.CAP_NET_RAW) {
		t.Skip("the user of the tests is not root, but has network capabilities")
	}
	return nil
}

// capable reports whether the tests have a capability.
func capable(t *testing.T, capability int) bool {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc: ", err)
	}
	var effective uint64
	_, rest, _ := strings.Cut(string(status), "\nCapEff:")
	if _, err := fmt.Sscanf(rest, "%x", &effective); err != nil {
		t.Fatalf("the capabilities can't be read: %v", err)
	}
	return effective&(1<<capability) != 0
}

func TestRootMaySetWhatNeedsACapability(t *testing.T) {
	t.Parallel()
	if !capable(t, unix.CAP_NET_ADMIN) || !capable(t, unix.CAP_NET_RAW) {
		t.Skip("the tests run without CAP_NET_ADMIN and CAP_NET_RAW")
	}
	users, err := os.ReadFile("/proc/self/uid_map")
	if err != nil || strings.Join(strings.Fields(string(users)), " ") != "0 0 4294967295" {
		t.Skip("the tests run in a user namespace that is not the initial one")
	}
	for i, e := range setPrivileged(t, nil, "--allow-net") { // without the flag, root is refused some of them
		if e.Errno() != "" {
			t.Errorf("setsockopt s %s answers %s to root", privileged[i].set, e.Errno())
		}
	}
}

func TestAnOrdinaryUserIsToldTheMissingCapability(t *testing.T) {
	t.Parallel()
	for i, e := range setPrivileged(t, ordinary(t)) {
		p := privileged[i]
		if e.Errno() != p.errno {
			t.Errorf("%s answers %q, want %q", e.Text, e.Errno(), p.errno)
			continue
		}
		if said := why.Event(nil, e); !strings.Contains(said, p.capability) {
			t.Errorf("%s: %s is not named: %s", e.Text, p.capability, said)
		}
	}
}

// Root in a lab has the capabilities for the lab's network, but not where the kernel requires them in the
// initial user namespace.
func TestALabGivesWhatItCan(t *testing.T) {
	t.Parallel()
	for i, e := range setPrivileged(t, ordinary(t), "--lab") {
		p := privileged[i]
		if e.Errno() != p.inLab {
			t.Errorf("%s answers %q in a lab, want %q", e.Text, e.Errno(), p.inLab)
			continue
		}
		if said := why.Event(nil, e); p.inLab != "" && !strings.Contains(said, "initial user namespace") {
			t.Errorf("%s: it does not say where the capability is needed: %s", e.Text, said)
		}
	}
}

// A failed expectation names the missing capability.
func TestAFailureNamesTheMissingCapability(t *testing.T) {
	t.Parallel()
	user := ordinary(t)
	runAs(t, user, "s = socket tcp\nsetsockopt s SO_MARK 1 => ok\n").want(t, 1, "why       SO_MARK needs CAP_NET_ADMIN or CAP_NET_RAW", "")
	runAs(t, user, "s = socket tcp\nsetsockopt s SO_DEBUG on => ok\n").want(t, 1, "initial user namespace", "")
	runAs(t, user, "s = socket tcp\nsetsockopt s SO_PRIORITY 7 => ok\n").want(t, 1, "outside 0 to 6", "")
}
