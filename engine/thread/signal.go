package thread

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// InterruptSignal is a real-time signal that nothing else uses.
const InterruptSignal = unix.Signal(50)

// saRestart is SA_RESTART, include/uapi/asm-generic/signal-defs.h.
const saRestart = 0x10000000

// AllowInterrupts makes InterruptSignal end a sleeping call with EINTR. Go installs its handlers with SA_RESTART, so
// the kernel restarts such calls; this removes the flag. The error says why calls can't be interrupted in this process.
func AllowInterrupts() error {
	var action struct { // struct sigaction of the kernel on 64-bit machines
		handler  uintptr
		flags    uint64
		restorer uintptr
		mask     uint64
	}
	const maskSize = 8
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(InterruptSignal), 0, uintptr(unsafe.Pointer(&action)), maskSize, 0, 0)
	if errno != 0 || action.handler == 0 {
		return fmt.Errorf("signal %d has no handler to borrow: calls can't be interrupted here", InterruptSignal)
	}
	action.flags &^= saRestart
	_, _, errno = unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(InterruptSignal), uintptr(unsafe.Pointer(&action)), 0, maskSize, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("rt_sigaction", errno)
	}
	return nil
}
