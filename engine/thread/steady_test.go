package thread

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// TestSteady has a thread be as it was afterwards.
func TestSteady(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before, err := unix.SchedGetAttr(0, 0)
	if err != nil {
		t.Skip("the scheduler does not tell: ", err)
	}
	undo := Steady()
	during, err := unix.SchedGetAttr(0, 0)
	if err != nil || during.Policy == before.Policy && during.Nice != before.Nice {
		t.Errorf("it is %+v, %v", during, err)
	}
	undo()
	if after, err := unix.SchedGetAttr(0, 0); err != nil || after.Policy != before.Policy || after.Nice != before.Nice {
		t.Errorf("it was %+v and is %+v, %v", before, after, err)
	}
}
