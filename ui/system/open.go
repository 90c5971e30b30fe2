package system

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/attach"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/part"
)

// openSocket is an open socket of another program: its options are read again and again while the page
// shows them.
type openSocket struct {
	key     system.Key
	inode   uint32
	owner   system.Owner    // through whose descriptor it is read
	process *attach.Process // nil while it is not open
	sweep   attach.Sweep
	trouble string // why there are no options, or no new ones
	over    bool   // it is not read again

	inFlight, waits bool
	options         optionList
}

// doneMsg is the result of a command: take applies it, in the screen's own goroutine.
type doneMsg struct {
	from *Page
	take func(part.Host) tea.Cmd
}

// done returns a message that applies a result.
func (p *Page) done(take func(part.Host) tea.Cmd) tea.Msg { return doneMsg{p, take} }

// aside returns a command that makes a call on the open socket, which may block, and then applies the
// result. It is nil if no socket is open.
func (p *Page) aside(call func(*openSocket, *attach.Process, attach.Socket) func(part.Host)) tea.Cmd {
	f := p.open
	if f == nil || f.process == nil {
		return nil
	}
	process, s := f.process, f.sweep.Socket
	return func() tea.Msg { return p.done(part.Do(call(f, process, s))) }
}

// askOptions opens the selected socket while it has the whole page, and reads its options when they are
// due.
func (p *Page) askOptions() tea.Cmd {
	c, ok := p.Chosen()
	if !p.Full || p.groups() || !ok {
		return p.closeForeign()
	}
	var closing tea.Cmd
	if f := p.open; f == nil || f.key != c.Key() || f.owner.PID == 0 && len(c.Owners) > 0 {
		closing = p.closeForeign()
		p.open = opened(&c)
	}
	f := p.open
	if f.inFlight || f.waits || f.over {
		return closing
	}
	f.inFlight = true
	process, socket := f.process, f.sweep.Socket
	return tea.Batch(closing, func() tea.Msg {
		process, sweep, err := f.read(process, socket)
		return p.done(func(part.Host) tea.Cmd { return p.hasRead(f, process, sweep, err) })
	})
}

// opened returns a socket that is about to be read.
func opened(c *watcher.Chosen) *openSocket {
	f := &openSocket{key: c.Key(), inode: c.Inode}
	switch {
	case c.Ending != "":
		f.trouble = "It has ended, and its options with it."
	case len(c.Owners) > 0:
		f.owner = c.Owners[0]
		return f
	case c.Inode == 0:
		f.trouble = fmt.Sprintf("There is no descriptor through which its options could be read. Its process: %s.", noOwner(&c.Row))
	default:
		f.trouble = fmt.Sprintf("Its options are read through the descriptor of its process, which is %s. Run as that user, or as root, to see them.", noOwner(&c.Row))
	}
	f.over = true
	return f
}

// read reads the options and, the first time, what the socket is. It may block.
func (f *openSocket) read(process *attach.Process, s attach.Socket) (*attach.Process, attach.Sweep, error) {
	var err error
	if process == nil {
		if process, err = attach.Open(f.owner.PID); err != nil {
			return nil, attach.Sweep{}, err
		}
	}
	if s.Inode == 0 {
		if s, err = process.Socket(f.owner.FD); err != nil {
			return process, attach.Sweep{}, err
		}
	}
	if uint32(s.Inode) != f.inode {
		return process, attach.Sweep{}, fmt.Errorf("descriptor %d of %s %d belongs to another socket by now", f.owner.FD, f.owner.Name, f.owner.PID)
	}
	sweep, err := process.Sweep(s)
	return process, sweep, err
}

// hasRead applies what was read, and schedules the next reading.
func (p *Page) hasRead(f *openSocket, process *attach.Process, sweep attach.Sweep, err error) tea.Cmd {
	if f != p.open { // another socket is open by now
		return p.release(process)
	}
	f.inFlight, f.process = false, process
	if err != nil {
		f.trouble, f.over = err.Error(), true
		return nil
	}
	f.see(sweep)
	f.waits = true
	return tea.Tick(attach.SweepTime, func(time.Time) tea.Msg {
		return p.done(func(part.Host) tea.Cmd {
			f.waits = false
			return nil
		})
	})
}

// see applies what was read.
func (f *openSocket) see(sweep attach.Sweep) {
	f.sweep, f.trouble = sweep, ""
	f.options.take(sweep.Readings)
}

// Opened shows options as if they had been read from the selected socket.
func (p *Page) Opened(sweep attach.Sweep) {
	c, _ := p.Chosen()
	p.open = opened(&c)
	p.open.over = true
	p.open.see(sweep)
}

// closeForeign closes the open socket.
func (p *Page) closeForeign() tea.Cmd {
	f := p.open
	if f == nil {
		return nil
	}
	p.open = nil
	return p.release(f.process)
}

// release closes a process that is no longer needed. It may wait for a reading in progress.
func (p *Page) release(process *attach.Process) tea.Cmd {
	if process == nil || p.open != nil && p.open.process == process ||
		slices.ContainsFunc(p.changes, func(c *changed) bool { return c.process == process }) {
		return nil
	}
	return func() tea.Msg {
		process.Close()
		return nil
	}
}

// whose says through whose descriptor it is read.
func (f *openSocket) whose() string {
	return fmt.Sprintf("%s %d, descriptor %d", cmp.Or(f.owner.Name, "process"), f.owner.PID, f.owner.FD)
}
