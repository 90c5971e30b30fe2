package system

import (
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sockopts"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// changed is an option of another program's socket that was set here, and its value before.
type changed struct {
	process *attach.Process
	socket  attach.Socket
	option  *sockopts.Option
	was, is string
	back    string // the value that restores it
	known   bool   // there is such a value
}

func (c *changed) String() string {
	return fmt.Sprintf("%s of %s %d, descriptor %d", c.option.Name, c.process.Name, c.process.PID, c.socket.FD)
}

// of reports whether the change is to option o of socket s.
func (c *changed) of(s *attach.Socket, o *sockopts.Option) bool {
	return c.socket.PID == s.PID && c.socket.Inode == s.Inode && c.option.Name == o.Name && c.option.Level == o.Level
}

// changeOf returns the change to an option of the open socket, or nil if there is none.
func (p *Page) changeOf(o *sockopts.Option) *changed {
	if p.open == nil {
		return nil
	}
	i := slices.IndexFunc(p.changes, func(c *changed) bool { return c.of(&p.open.sweep.Socket, o) })
	if i < 0 {
		return nil
	}
	return p.changes[i]
}

// remember records the value that an option had before it was first set here. A change that has been
// reverted is forgotten.
func (p *Page) remember(process *attach.Process, set attach.Change) {
	c := &changed{process: process, socket: set.Socket, option: set.Option, was: "not known", is: set.Asked.String()}
	c.back, c.known = set.Back()
	if set.Old.Known() {
		c.was = set.Old.Value.String()
	}
	if set.Now.Known() {
		c.is = set.Now.Value.String()
	}
	i := slices.IndexFunc(p.changes, func(c *changed) bool { return c.of(&set.Socket, set.Option) })
	switch {
	case i < 0 && c.is != c.was:
		p.changes = append(p.changes, c)
	case i >= 0 && p.changes[i].was == c.is:
		p.changes = slices.Delete(p.changes, i, i+1)
	case i >= 0:
		p.changes[i].is = c.is
	}
	p.left = false
}

// setBack restores an option, unless somebody else has set it since.
func (c *changed) setBack() error {
	if !c.known {
		return fmt.Errorf("%v can't be set back: no value is known that does it", c)
	}
	value, err := c.option.Parse(c.back)
	if err != nil {
		return err
	}
	if c.option.Readable() && c.option.ReadEffect == "" {
		now, err := c.process.Get(c.socket, c.option)
		switch {
		case err != nil:
			return fmt.Errorf("%v was not set back: %w", c, err)
		case now.Known() && now.Value.String() != c.is:
			return fmt.Errorf("%v was not set back: somebody else has set it to %s", c, now.Value)
		}
	}
	done, err := c.process.Set(attach.Plan{Socket: c.socket, Option: c.option, Asked: value})
	if err == nil && done.Errno != "" {
		err = errors.New("setsockopt answers " + done.Errno)
	}
	if err != nil {
		return fmt.Errorf("%v was not set back: %w", c, err)
	}
	return nil
}

// undo restores the selected option.
func (p *Page) undo(part.Host) tea.Cmd {
	r, _ := p.open.options.chosen()
	return p.restore([]*changed{p.changeOf(r.Option)}, nil)
}

// restore restores options, and then calls then if all succeeded.
func (p *Page) restore(list []*changed, then func(part.Host) tea.Cmd) tea.Cmd {
	return func() tea.Msg {
		var failed []string
		for _, c := range list {
			if err := c.setBack(); err != nil {
				failed = append(failed, err.Error())
			}
		}
		return p.done(func(h part.Host) tea.Cmd {
			p.changes = slices.DeleteFunc(p.changes, func(c *changed) bool { return slices.Contains(list, c) })
			var cmds []tea.Cmd
			for _, c := range list {
				cmds = append(cmds, p.release(c.process))
			}
			switch {
			case len(failed) > 0:
				h.Push(&overlay.Text{Title: "Not everything was set back", Lines: failed})
			case len(list) == 1:
				h.Say(fmt.Sprintf("%v is %s again", list[0], list[0].was))
			default:
				h.Say(fmt.Sprintf("%d options have their old values again", len(list)))
			}
			if p.open != nil {
				p.open.waits = false
			}
			if len(failed) == 0 && then != nil {
				cmds = append(cmds, then(h))
			}
			return tea.Sequence(cmds...)
		})
	}
}

// Leave asks whether to restore what was changed: once when the page is left, and again when the program
// is.
func (p *Page) Leave(h part.Host, quit bool, then func(part.Host) tea.Cmd) bool {
	if len(p.changes) == 0 || p.left && !quit {
		return false
	}
	lines := []string{"Other programs have options that were set here:"}
	for _, c := range p.changes {
		line := fmt.Sprintf("  %v: was %s, is %s", c, c.was, c.is)
		if !c.known {
			line += ", and can't be set back"
		}
		lines = append(lines, line)
	}
	list := slices.DeleteFunc(slices.Clone(p.changes), func(c *changed) bool { return !c.known })
	h.Push(&overlay.Confirm{
		Text: overlay.Text{Title: "Set back what was changed?", Lines: lines},
		Does: "sets all back", Yes: func(h part.Host) tea.Cmd {
			h.Say("setting back …")
			return p.restore(list, then)
		},
		Not: "leaves them as they are", No: func(h part.Host) tea.Cmd {
			p.left = true
			return then(h)
		},
	})
	return true
}
