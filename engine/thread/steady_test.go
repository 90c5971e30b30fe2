package thread

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// TestSteady checks that undo restores the thread's scheduling policy.
func TestSteady(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before, err := unix.SchedGetAttr(0, 0)
	if err != nil {
		t.Skip("sched_getattr is not available: ", err)
	}
	undo := Steady()
	during, err := unix.SchedGetAttr(0, 0)
	if err != nil || during.Policy == before.Policy && during.Nice != before.Nice {
		t.Errorf("while steady the attributes are %+v, %v", during, err)
	}
	undo()
	if after, err := unix.SchedGetAttr(0, 0); err != nil || after.Policy != before.Policy || after.Nice != before.Nice {
		t.Errorf("the attributes were %+v before and are %+v after, %v", before, after, err)
	}
}
