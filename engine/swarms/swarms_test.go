package swarms

import (
	"strings"
	"sync"
	"testing"
)

// TestReportsAreNotChangedOnceHandedOver reads every report while the next ones come: each says
// what it said when it came, and a part that is absent does not keep what the one before had.
func TestReportsAreNotChangedOnceHandedOver(t *testing.T) {
	lines := strings.Join([]string{
		`{"clients":9,"errors":[{"call":"connect","errno":"EAGAIN","count":1}],"first_mismatch":{"client":1,"want":"a"}}`,
		`{"clients":9,"errors":[{"call":"recvfrom","errno":"ECONNRESET","count":2},{"call":"connect","errno":"EAGAIN","count":1}],"first_mismatch":{"client":2,"want":"b"}}`,
		"not a report",
		`{"clients":9}`,
	}, "\n")
	want := []string{"connect EAGAIN 1", "recvfrom ECONNRESET 2", ""}
	var got []State
	var readers sync.WaitGroup
	last := reports(strings.NewReader(lines), State{Step: "swarm 9"}, func(s State) {
		got = append(got, s)
		readers.Go(func() { _ = s.Summary() + said(s) })
	})
	readers.Wait()
	if len(got) != len(want) || said(last) != "" || last.Report.Clients != 9 {
		t.Fatalf("%d reports came, the last %+v", len(got), last)
	}
	for i, s := range got {
		if said(s) != want[i] {
			t.Errorf("report %d says %q now, want %q", i+1, said(s), want[i])
		}
	}
	if first := got[0].Report.First; first == nil || first.Client != 1 {
		t.Errorf("the first mismatch of the first report is %v now", first)
	}
}

// said is the first error of a report.
func said(s State) string {
	for _, f := range s.Report.Errors {
		return strings.Join([]string{f.Call, f.Errno, string(rune('0' + f.Count))}, " ")
	}
	return ""
}
