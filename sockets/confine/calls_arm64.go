package confine

import "golang.org/x/sys/unix"

// arch is how seccomp knows this processor, include/uapi/linux/audit.h.
const arch = unix.AUDIT_ARCH_AARCH64

// foreign is 0: no calls of another kind come under this arch.
const foreign = 0

// ofMachine are the calls that only this processor has.
var ofMachine []uintptr

// filtering is whether there is a filter for this processor.
const filtering = true
