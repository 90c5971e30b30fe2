package sockets

// Constants of kernel headers that golang.org/x/sys/unix lacks.
const (
	fionbio = 0x5421 // FIONBIO, include/uapi/asm-generic/ioctls.h
)
