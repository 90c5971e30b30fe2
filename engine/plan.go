package engine

import "fmt"

// plan prepares the stages of a step, by its verb.
func (t *task) plan() ([]stage, error) {
	switch t.step.Verb {
	case "socket":
		return planSocket(t)
	case "socketpair":
		return planSocketpair(t)
	case "dup":
		return planDup(t)
	case "close":
		return planClose(t)
	case "shutdown":
		return planShutdown(t)
	case "bind":
		return planBind(t)
	case "listen":
		return planListen(t)
	case "connect":
		return planConnect(t)
	case "accept":
		return planAccept(t)
	case "getsockname":
		return planGetsockname(t)
	case "getpeername":
		return planGetpeername(t)
	case "send":
		return planSend(t)
	case "recv":
		return planRecv(t)
	case "sendto":
		return planSendto(t)
	case "recvfrom":
		return planRecvfrom(t)
	case "read":
		return planRead(t)
	case "write":
		return planWrite(t)
	case "setsockopt":
		return planSetsockopt(t)
	case "getsockopt":
		return planGetsockopt(t)
	case "fcntl":
		return planFcntl(t)
	case "ioctl":
		return planIoctl(t)
	case "nonblock":
		return planNonblock(t)
	case "pending":
		return planPending(t)
	case "poll":
		return planPoll(t)
	case "select":
		return planSelect(t)
	case "epoll":
		return planEpoll(t)
	case "epoll_ctl":
		return planEpollCtl(t)
	case "epoll_wait":
		return planEpollWait(t)
	case "server":
		return planServer(t)
	case "client":
		return planClient(t)
	case "closedown":
		return planClosedown(t)
	case "sleep":
		return planSleep(t)
	case "spawn":
		return planSpawn(t)
	case "join":
		return planJoin(t)
	case "interrupt":
		return planInterrupt(t)
	case "expect":
		return planExpect(t)
	case "show":
		return planShow(t)
	case "sysctl":
		return planSysctl(t)
	case "rlimit":
		return planRlimit(t)
	}
	return nil, fmt.Errorf("there is no verb %s", t.step.Verb)
}
