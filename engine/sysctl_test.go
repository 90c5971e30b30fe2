package engine

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/observe"
)

// networkSettings are all of this network, with what they are set to.
func networkSettings(t *testing.T) map[string]string {
	t.Helper()
	const root = "/proc/sys/"
	settings := map[string]string{}
	err := filepath.WalkDir(root+"net", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if text, err := os.ReadFile(path); err == nil || os.IsPermission(err) {
			settings[strings.ReplaceAll(strings.TrimPrefix(path, root), "/", ".")] = strings.TrimSpace(string(text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return settings
}

// others are values that a setting may take instead of one.
func others(now string) []string {
	words := strings.Fields(now)
	if len(words) == 0 {
		return []string{"1"}
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		return []string{"reno", "1"}
	}
	var values []string
	for _, other := range []int{n + 1, n - 1, 1 - n, 2, 1, 0} {
		values = append(values, strings.Join(append([]string{strconv.Itoa(other)}, words[1:]...), " "))
	}
	return values
}

// TestSettingsStayInTheLab writes every setting that is allowed, in a lab inside of the
// lab of the tests, which stands for the host.
func TestSettingsStayInTheLab(t *testing.T) {
	before := networkSettings(t)
	c, _ := startClient(t, Options{Lab: true})
	written := 0
	var unwritten []string
settings:
	for name, now := range before {
		if ownSetting(name) != nil {
			continue
		}
		for _, other := range others(now) {
			e := remote(t, c, "sysctl", key(name), value(other))
			if e.Refused {
				t.Fatalf("%s: %s", e.Step, e.Problem)
			}
			if e.Problem == "" {
				written++
				continue settings
			}
		}
		unwritten = append(unwritten, name)
	}
	if written < 100 {
		t.Errorf("only %d settings of %d could be written", written, len(before))
	}
	for name, now := range networkSettings(t) {
		if was, ok := before[name]; ok && was != now && name != "net.netfilter.nf_conntrack_count" { // which nobody writes
			t.Errorf("%s was %q outside, and is %q since it was written in the lab", name, was, now)
		}
	}
	slices.Sort(unwritten)
	t.Logf("%d settings written; %d took none of the values that were tried: %s", written, len(unwritten), strings.Join(unwritten, " "))
}

// TestSettingsOfTheMachineAreRefused has those that a lab shares with others, or might.
func TestSettingsOfTheMachineAreRefused(t *testing.T) {
	c, _ := startClient(t, Options{Lab: true})
	for _, name := range []string{
		"net.netfilter.nf_hooks_lwtunnel", "net.core.bpf_jit_enable", "net.core.rmem_max",
		"net.ipv4.tcp_allowed_congestion_control", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_buckets",
		"kernel.hostname", "vm.swappiness", "net.ipv4.tcp_/netfilter",
	} {
		e := remote(t, c, "sysctl", key(name), value("1"))
		if _, err := os.Stat(observe.SysctlFile(name)); err != nil {
			t.Logf("%s is not here: %v", name, err)
			continue
		}
		if !e.Refused || !has(e.Problem, name) {
			t.Errorf("%s: refused %v, %q", e.Step, e.Refused, e.Problem)
		}
	}
	if e := remote(t, c, "sysctl", key("net.nothing"), value("1")); !has(e.Problem, "net.nothing can't be set: there is no such setting") {
		t.Errorf("%+v", e)
	}
	r := newRig(t, Options{})
	if e := r.do("sysctl", key("net.ipv4.tcp_fin_timeout"), value("1")); !e.Refused || !has(e.Problem, "--lab") {
		t.Errorf("on the host: %+v", e)
	}
}
