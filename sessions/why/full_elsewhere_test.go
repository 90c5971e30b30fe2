package why

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// A poll does not look at other processes itself: it uses the full accept queue that connect found.
func TestPollNamesTheFullQueueThatConnectFound(t *testing.T) {
	to, err := engine.ParseAddr("127.0.0.1:7000")
	if err != nil {
		t.Fatal(err)
	}
	n := same("n", tcp("SYN-SENT", "none"))
	n.ID, n.Detail = 1, &status.Detail{Info: map[string]int64{"segs_out": 1}}
	connect := engine.Event{Seq: 2, Verb: "connect", Got: "EINPROGRESS",
		Calls:    []engine.Call{{Name: engine.SysConnect, Ret: -1, Errno: "EINPROGRESS", Values: engine.CallValues{FD: engine.Descriptor{Name: "n"}, Addr: to}}},
		Evidence: &status.Evidence{Sockets: []status.Observed{n}}}
	poll := engine.Event{Seq: 3, Verb: "poll",
		Calls:    []engine.Call{{Name: engine.SysPoll, Values: engine.CallValues{Watched: []engine.Watched{{FD: engine.Descriptor{Name: "n"}, Events: engine.PollOut}}}}},
		Evidence: &status.Evidence{Sockets: []status.Observed{n}}}
	for queue, full := range map[uint32]bool{1: true, 0: false} {
		connect.Evidence.Found = &status.Found{Holders: []status.Holder{{Protocol: "tcp", State: status.StateListen, Local: "127.0.0.1:7000", Inode: 9, Queue: queue}}}
		past := &Past{}
		past.Add(connect)
		if said := Event(past, poll); strings.Contains(said, "was full (1 of 1) when n connected (step 2)") != full {
			t.Errorf("queue of %d: %s", queue, said)
		}
	}
}
