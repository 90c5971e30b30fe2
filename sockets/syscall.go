package sockets

// Syscall is a system call, by the name that strace(1) prints.
type Syscall string

// The calls that a [Kernel] makes.
const (
	SysSocket       Syscall = "socket"
	SysSocketpair   Syscall = "socketpair"
	SysBind         Syscall = "bind"
	SysListen       Syscall = "listen"
	SysConnect      Syscall = "connect"
	SysAccept4      Syscall = "accept4"
	SysAccept       Syscall = "accept"
	SysShutdown     Syscall = "shutdown"
	SysClose        Syscall = "close"
	SysDup          Syscall = "dup"
	SysSendto       Syscall = "sendto" // send(3) too
	SysRecvfrom     Syscall = "recvfrom"
	SysRead         Syscall = "read"
	SysWrite        Syscall = "write"
	SysSendmsg      Syscall = "sendmsg"
	SysRecvmsg      Syscall = "recvmsg"
	SysSendmmsg     Syscall = "sendmmsg"
	SysRecvmmsg     Syscall = "recvmmsg"
	SysWritev       Syscall = "writev"
	SysReadv        Syscall = "readv"
	SysGetsockname  Syscall = "getsockname"
	SysGetpeername  Syscall = "getpeername"
	SysSetsockopt   Syscall = "setsockopt"
	SysGetsockopt   Syscall = "getsockopt"
	SysFcntl        Syscall = "fcntl"
	SysIoctl        Syscall = "ioctl"
	SysPoll         Syscall = pollCall
	SysSelect       Syscall = selectCall
	SysEpollCreate1 Syscall = "epoll_create1"
	SysEpollCtl     Syscall = "epoll_ctl"
	SysEpollWait    Syscall = epollWaitCall
	SysUringEnter   Syscall = "io_uring_enter"
	SysPidfdGetfd   Syscall = "pidfd_getfd"
	SysPrlimit64    Syscall = "prlimit64"

	SysDup3           Syscall = "dup3"
	SysMemfdCreate    Syscall = "memfd_create"
	SysLseek          Syscall = "lseek"
	SysPipe2          Syscall = "pipe2"
	SysEventfd2       Syscall = "eventfd2"
	SysTimerfdCreate  Syscall = "timerfd_create"
	SysTimerfdSettime Syscall = "timerfd_settime"
	SysSendfile       Syscall = "sendfile"
	SysSplice         Syscall = "splice"
	SysTee            Syscall = "tee"
)
