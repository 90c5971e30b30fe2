package confine

import (
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestAKernelWithoutLandlock hides Landlock from a thread with a filter, as in an older kernel or a container: the
// other walls are put up, and the missing ones are reported.
func TestAKernelWithoutLandlock(t *testing.T) {
	stands(t, "seccomp: system calls")
	for errno, why := range map[unix.Errno]string{unix.ENOSYS: "function not implemented", unix.EPERM: "operation not permitted"} {
		var b builder
		b.load(offsetCall)
		b.when(unix.SYS_LANDLOCK_CREATE_RULESET, "hidden")
		b.answer(unix.SECCOMP_RET_ALLOW)
		b.label("hidden")
		b.answer(unix.SECCOMP_RET_ERRNO | uint32(errno))
		done := make(chan struct{})
		go func() {
			defer close(done)
			runtime.LockOSThread() // forever: the thread ends with the goroutine
			if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
				t.Error(err)
			}
			if err := filter(b.resolve()); err != nil {
				t.Error(err)
				return
			}
			for _, w := range Walls() {
				if landlock := strings.HasPrefix(w.Name, "Landlock"); w.Stands == landlock || landlock && !strings.Contains(w.Why, why) {
					t.Errorf("%+v", w)
				}
			}
			if err := Thread(Limits{}); err != nil {
				t.Errorf("the walls that are left do not stand: %v", err)
			}
			if err := unix.Unshare(unix.CLONE_FILES); err != unix.EPERM {
				t.Errorf("unshare(2) says %v, want EPERM", err)
			}
			if err := connected("@nobody-has-this-name"); err != unix.ECONNREFUSED {
				t.Error(err)
			}
		}()
		<-done
	}
}
