package sockets

// largeFile is the kernel's O_LARGEFILE (include/uapi/asm-generic/fcntl.h); on 64-bit machines it is 0 in
// golang.org/x/sys/unix.
const largeFile = 0x8000

// The kinds of struct f_owner_ex (include/uapi/asm-generic/fcntl.h).
const (
	ownerThread  = 0 // F_OWNER_TID
	ownerProcess = 1 // F_OWNER_PID
	ownerGroup   = 2 // F_OWNER_PGRP
)

// Constants of io_uring: include/uapi/linux/io_uring.h.
const (
	setupCQSize       = 1 << 3  // IORING_SETUP_CQSIZE
	setupSubmitAll    = 1 << 7  // IORING_SETUP_SUBMIT_ALL
	setupCoopTaskrun  = 1 << 8  // IORING_SETUP_COOP_TASKRUN
	setupSingleIssuer = 1 << 12 // IORING_SETUP_SINGLE_ISSUER
	setupDeferTaskrun = 1 << 13 // IORING_SETUP_DEFER_TASKRUN

	offsetRings   = 0          // IORING_OFF_SQ_RING; with IORING_FEAT_SINGLE_MMAP both rings
	offsetEntries = 0x10000000 // IORING_OFF_SQES

	// EnterGetevents is IORING_ENTER_GETEVENTS: io_uring_enter(2) waits, and does deferred work.
	EnterGetevents = 1 << 0
	// EnterExtArg is IORING_ENTER_EXT_ARG: io_uring_enter(2) takes a timeout.
	EnterExtArg = 1 << 3

	opNop         = 0  // IORING_OP_NOP
	opPollAdd     = 6  // IORING_OP_POLL_ADD
	opAccept      = 13 // IORING_OP_ACCEPT
	opAsyncCancel = 14 // IORING_OP_ASYNC_CANCEL
	opSend        = 26 // IORING_OP_SEND
	opRecv        = 27 // IORING_OP_RECV
	opPipe        = 62 // IORING_OP_PIPE

	sqeBufferSelect   = 1 << 5 // IOSQE_BUFFER_SELECT
	sqeCQESkipSuccess = 1 << 6 // IOSQE_CQE_SKIP_SUCCESS

	pollAddMulti    = 1 << 0 // IORING_POLL_ADD_MULTI
	acceptMultishot = 1 << 0 // IORING_ACCEPT_MULTISHOT
	recvMultishot   = 1 << 1 // IORING_RECV_MULTISHOT
	cancelAll       = 1 << 0 // IORING_ASYNC_CANCEL_ALL
	cancelAny       = 1 << 2 // IORING_ASYNC_CANCEL_ANY

	cqeBuffer      = 1 << 0 // IORING_CQE_F_BUFFER
	cqeMore        = 1 << 1 // IORING_CQE_F_MORE
	cqeBufferMore  = 1 << 4 // IORING_CQE_F_BUF_MORE
	cqeBufferShift = 16     // IORING_CQE_BUFFER_SHIFT

	registerProbe    = 8      // IORING_REGISTER_PROBE
	registerPbufRing = 22     // IORING_REGISTER_PBUF_RING
	registerPbufInc  = 1 << 1 // IOU_PBUF_RING_INC
)
