package confine

import "golang.org/x/sys/unix"

// arch is seccomp's identifier of this processor, include/uapi/linux/audit.h.
const arch = unix.AUDIT_ARCH_X86_64

// foreign is __X32_SYSCALL_BIT, arch/x86/include/uapi/asm/unistd.h: calls from this number on belong to x32 programs,
// which have the same arch.
const foreign = 0x40000000

// ofMachine are the calls that exist only on this processor.
var ofMachine = []uintptr{unix.SYS_IOPL, unix.SYS_IOPERM, unix.SYS_MODIFY_LDT, unix.SYS_USELIB}

// filtering reports whether there is a filter for this processor.
const filtering = true
