package engine

import "fmt"

// planner prepares the stages of a step.
type planner func(*task) ([]stage, error)

// planners are what the engine does for each verb of [step.Verbs].
func planners() map[string]planner {
	return map[string]planner{
		"socket":      planSocket,
		"socketpair":  planSocketpair,
		"dup":         planDup,
		"close":       planClose,
		"shutdown":    planShutdown,
		"bind":        planBind,
		"listen":      planListen,
		"connect":     planConnect,
		"accept":      planAccept,
		"getsockname": planGetsockname,
		"getpeername": planGetpeername,
		"send":        planSend,
		"recv":        planRecv,
		"sendto":      planSendto,
		"recvfrom":    planRecvfrom,
		"read":        planRead,
		"write":       planWrite,
		"setsockopt":  planSetsockopt,
		"getsockopt":  planGetsockopt,
		"fcntl":       planFcntl,
		"ioctl":       planIoctl,
		"nonblock":    planNonblock,
		"pending":     planPending,
		"poll":        planPoll,
		"select":      planSelect,
		"epoll":       planEpoll,
		"epoll_ctl":   planEpollCtl,
		"epoll_wait":  planEpollWait,
		"server":      planServer,
		"client":      planClient,
		"closedown":   planClosedown,
		"roundtrip":   planRoundtrip,
		"sleep":       planSleep,
		"spawn":       planSpawn,
		"join":        planJoin,
		"interrupt":   planInterrupt,
		"expect":      planExpect,
		"show":        planShow,
		"serve":       planServe,
		"gear":        planGear,
		"swarm":       planSwarm,
		"unserve":     planUnserve,
		"sysctl":      planSysctl,
		"rlimit":      planRlimit,
	}
}

// plan prepares the stages of the step.
func (t *task) plan() ([]stage, error) {
	plan, ok := t.engine.planners[t.step.Verb]
	if !ok {
		return nil, fmt.Errorf("there is no verb %s", t.step.Verb)
	}
	return plan(t)
}
