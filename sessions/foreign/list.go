package foreign

import (
	"io"
	"strconv"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/output"
)

// socketRow is the JSON of a socket of another process.
type socketRow struct {
	PID      int          `json:"pid"`
	Process  string       `json:"process"`
	FD       int          `json:"fd"`
	Kind     string       `json:"kind"`
	State    status.State `json:"state,omitempty"`
	Local    string       `json:"local,omitempty"`
	Peer     string       `json:"peer,omitempty"`
	Pending  *int         `json:"pending,omitempty"`
	Unsent   *int         `json:"unsent,omitempty"`
	Queue    *int         `json:"queue,omitempty"`
	Backlog  *int         `json:"backlog,omitempty"`
	Nonblock bool         `json:"nonblock"`
	Cloexec  bool         `json:"cloexec"`
	Inode    uint64       `json:"inode"`
	Network  string       `json:"network,omitempty"`
}

func rowOf(p *attach.Process, s attach.Socket) socketRow {
	return socketRow{
		PID: p.PID, Process: p.Name, FD: s.FD, Kind: s.Kind, State: s.State, Local: s.Local, Peer: s.Peer,
		Pending: s.Pending, Unsent: s.Unsent, Queue: s.Queue, Backlog: s.Backlog,
		Nonblock: s.Nonblock, Cloexec: s.Cloexec, Inode: s.Inode, Network: s.Network,
	}
}

// List prints the sockets of a process.
func List(p *attach.Process, w io.Writer, asJSON bool) error {
	list, err := p.Sockets()
	if err != nil {
		return err
	}
	if asJSON {
		rows := []socketRow{}
		for _, s := range list {
			rows = append(rows, rowOf(p, s))
		}
		return indented(w, rows)
	}
	rows := [][]string{{"fd", "kind", "state", "local", "peer", "recv", "send", "inode"}}
	for _, s := range list {
		received, sent := queues(s)
		rows = append(rows, []string{strconv.Itoa(s.FD), s.Kind, string(s.State), s.Local, s.Peer, received, sent, strconv.FormatUint(s.Inode, 10)})
	}
	var b output.Page
	b.Line("%s, process %d, has %s", p.Name, p.PID, step.Counted(len(list), "socket"))
	if len(list) > 0 {
		b.Columns(rows)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// queues returns how many bytes are waiting to be read and how many are not acknowledged; for a listener, the number of
// waiting connections and its maximum.
func queues(s attach.Socket) (received, sent string) {
	if s.Queue != nil && s.Backlog != nil {
		return strconv.Itoa(*s.Queue), strconv.Itoa(*s.Backlog)
	}
	if s.Pending != nil && s.Unsent != nil {
		return strconv.Itoa(*s.Pending), strconv.Itoa(*s.Unsent)
	}
	return "", ""
}

func indented(w io.Writer, what any) error {
	out := output.JSON(w)
	out.SetIndent("", " ")
	return out.Encode(what)
}
