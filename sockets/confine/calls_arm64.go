package confine

import "golang.org/x/sys/unix"

// arch is seccomp's identifier of this processor, include/uapi/linux/audit.h.
const arch = unix.AUDIT_ARCH_AARCH64

// foreign is 0: this arch has no calls of another kind.
const foreign = 0

// ofMachine are the calls that exist only on this processor.
var ofMachine []uintptr

// filtering reports whether there is a filter for this processor.
const filtering = true
