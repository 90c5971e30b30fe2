package remote

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// networkSettings returns all settings of this network with their values.
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

// others returns values that a setting with the given value may also accept.
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

// setter starts an engine in a lab, and returns a function that writes a setting there.
func setter(t *testing.T) func(key, value string) engine.Event {
	c, _ := startClient(t, engine.Options{Lab: true})
	return func(key, value string) engine.Event {
		t.Helper()
		e, err := c.Do(engine.Step{Verb: "sysctl", Key: key, Value: &value})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
}

// TestSettingsStayInTheLab writes every setting that is not refused, in a lab inside the tests' lab, which stands in
// for the host.
func TestSettingsStayInTheLab(t *testing.T) {
	before := networkSettings(t)
	set := setter(t)
	written := 0
	var unwritten []string
settings:
	for name, now := range before {
		for _, other := range others(now) {
			e := set(name, other)
			if e.Refused {
				continue settings
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
		if was, ok := before[name]; ok && was != now && name != "net.netfilter.nf_conntrack_count" { // it changes by itself
			t.Errorf("%s was %q outside, and is %q after it was written in the lab", name, was, now)
		}
	}
	slices.Sort(unwritten)
	t.Logf("%d settings written; %d took none of the values that were tried: %s", written, len(unwritten), strings.Join(unwritten, " "))
}

// TestSettingsOfTheMachineAreRefused tries settings that a lab shares with others, or may share.
func TestSettingsOfTheMachineAreRefused(t *testing.T) {
	set := setter(t)
	for _, name := range []string{
		"net.netfilter.nf_hooks_lwtunnel", "net.core.bpf_jit_enable", "net.core.rmem_max",
		"net.ipv4.tcp_allowed_congestion_control", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_buckets",
		"kernel.hostname", "vm.swappiness", "net.ipv4.tcp_/netfilter",
	} {
		e := set(name, "1")
		if _, err := os.Stat("/proc/sys/" + strings.ReplaceAll(name, ".", "/")); err != nil {
			t.Logf("%s is not here: %v", name, err)
			continue
		}
		if !e.Refused || !has(e.Problem, name) {
			t.Errorf("%s: refused %v, %q", e.Text, e.Refused, e.Problem)
		}
	}
	if e := set("net.nothing", "1"); !has(e.Problem, "net.nothing can't be set: there is no such setting") {
		t.Errorf("%+v", e)
	}
}
