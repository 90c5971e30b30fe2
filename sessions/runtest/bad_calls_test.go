package runtest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"

	"golang.org/x/sys/unix"
)

// badCalls is the folder of scripts with impossible calls, one file for each kind.
const badCalls = testdata + "/bad_calls"

// ordinaryUser is the script for a user without capabilities, on the host's network.
const ordinaryUser = "ordinary_user.netnet"

// Each bad call is answered with its errno, and each errno has a sentence that says why.
func TestBadCalls(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(badCalls + "/*.netnet")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	for _, file := range files {
		if filepath.Base(file) == ordinaryUser {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".netnet"), func(t *testing.T) {
			t.Parallel()
			lab(t)
			explained(t, netnet(t, "run", "--json", "--lab", "--allow-net", file))
		})
	}
}

// What root may do, an ordinary user may not.
func TestBadCallsOfAnOrdinaryUser(t *testing.T) {
	t.Parallel()
	user := ordinary(t)
	lines, err := os.ReadFile(filepath.Join(badCalls, ordinaryUser))
	if err != nil {
		t.Fatal(err)
	}
	explained(t, runAs(t, user, string(lines), "--json", "--allow-unix"))
	if os.Getuid() == 0 && capable(t, unix.CAP_NET_ADMIN) {
		runAs(t, nil, string(lines), "--allow-unix", "--allow-net").want(t, 1, "", "")
	}
}

// explained checks that a script succeeded, and that each errno it met has an explanation.
func explained(t *testing.T, o outcome) {
	t.Helper()
	o.want(t, 0, "", "")
	past := &why.Past{}
	errnos := 0
	for scanner := bufio.NewScanner(strings.NewReader(o.out)); scanner.Scan(); {
		var e engine.Event
		if err := json.Unmarshal(scanner.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		said := why.Event(past, e)
		past.Add(e)
		if e.Errno() == "" {
			continue
		}
		errnos++
		if said == "" || strings.Contains(said, " answered "+e.Errno()+".") {
			t.Errorf("%s answers %s, and nothing says why: %q", e.Text, e.Errno(), said)
		}
		t.Logf("%-60s %s", e.Text, said)
	}
	if errnos == 0 {
		t.Error("no call was answered with an errno")
	}
}
