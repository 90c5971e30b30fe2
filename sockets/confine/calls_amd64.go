package confine

import "golang.org/x/sys/unix"

// arch is how seccomp knows this processor, include/uapi/linux/audit.h.
const arch = unix.AUDIT_ARCH_X86_64

// foreign is __X32_SYSCALL_BIT, arch/x86/include/uapi/asm/unistd.h: from this number on, calls
// are those of x32 programs, which have the same arch.
const foreign = 0x40000000

// ofMachine are the calls that only this processor has.
var ofMachine = []uintptr{unix.SYS_IOPL, unix.SYS_IOPERM, unix.SYS_MODIFY_LDT, unix.SYS_USELIB}

// filtering is whether there is a filter for this processor.
const filtering = true
