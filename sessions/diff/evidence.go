package diff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// evidence compares what was observed around the steps: the sockets that both show, options that were set,
// counters, and what was looked up.
func (c *comparison) evidence() {
	l, r := c.left.Evidence, c.right.Evidence
	if l == nil || r == nil {
		return
	}
	for _, of := range [][2][]status.Observed{{l.Sockets, r.Sockets}, {l.Bench, r.Bench}} {
		for _, left := range of[0] {
			if left.Name == "" { // closed, and its name may be reused: there is no telling which socket it is
				continue
			}
			if i := slices.IndexFunc(of[1], func(o status.Observed) bool { return o.Name == left.Name }); i >= 0 {
				c.socket(left, of[1][i])
			}
		}
	}
	c.options(l.Options, r.Options)
	if l.Private && r.Private { // on the host's network, others move them too
		c.counters(l.Moved, r.Moved)
	}
	if l.Found != nil && r.Found != nil {
		c.lookedUp(*l.Found, *r.Found)
	}
}

// socket compares the condition of a socket in both sessions.
func (c *comparison) socket(l, r status.Observed) {
	closed := l.Closed || r.Closed
	if l.Before != nil && r.Before != nil {
		c.condition(l.Name, *l.Before, *r.Before, closed, false)
	}
	if l.After != nil && r.After != nil {
		c.condition(l.Name, *l.After, *r.After, closed, true)
		c.lasting.states[l.Name] = [2]status.State{l.After.State, r.After.State}
	}
	c.lasts(l.Name+" open", l.Name, "", opened(!l.Closed), opened(!r.Closed), l.Closed != r.Closed, true)
	if l.Detail != nil && r.Detail != nil && !closed {
		c.detail(l.Name, *l.Detail, *r.Detail)
	}
}

// lasts compares something that lasts: key identifies it from step to step, and what is its name for
// people. socket is the socket whose condition it belongs to, or "".
func (c *comparison) lasts(key, what, socket, left, right string, differs, behind bool) {
	if c.lasting.note(key, socket, left, right, differs, behind, len(c.found)) {
		c.tell(PartEvidence, what, left, right)
	}
}

func opened(open bool) string {
	if open {
		return "open"
	}
	return "closed"
}

// condition compares the condition of a socket at one look. A descriptor that one session has closed has
// neither flags nor events there, and lacks numbers: that would only repeat that it is closed.
func (c *comparison) condition(name string, l, r status.Condition, closed, behind bool) {
	for _, f := range status.Fields() {
		what := name + "." + f.Name
		if !behind {
			what += " before"
		}
		left, right := f.Text(&l), f.Text(&r)
		means := !closed || f.Kind != status.FieldBool && f.Kind != status.FieldEvents && left != "" && right != ""
		c.lasts(name+"."+f.Name, what, name, left, right, means && !c.field(f, left, right), behind)
	}
}

// field reports whether a field means the same in both sessions.
func (c *comparison) field(f status.Field, left, right string) bool {
	switch {
	case left == right:
		return true
	case f.Kind == status.FieldAddress:
		return c.address(left, right)
	case f.Kind == status.FieldTime:
		return f.Name != "every" // the time left differs at every look
	case f.Kind == status.FieldNumber:
		return near(left, right)
	}
	return false
}

// near reports whether two texts are numbers that are alike.
func near(left, right string) bool {
	l, errL := strconv.ParseInt(left, 10, 64)
	r, errR := strconv.ParseInt(right, 10, 64)
	return errL == nil && errR == nil && alike(l, r)
}

// alike reports whether two numbers are alike: large ones depend on timing.
func alike(l, r int64) bool {
	const large = 4096
	return l == r || min(l, r) >= large && !far(l, r, 0)
}

// detail compares what makes a socket answer as it does.
func (c *comparison) detail(name string, l, r status.Detail) {
	c.table(name, l.Options, r.Options, func(option, left, right string) bool {
		governed := tuned()[option]
		return left == right || c.wasSet(0, name+"."+option, left) || c.wasSet(1, name+"."+option, right) || governed != nil && !slices.ContainsFunc(governed, func(by string) bool { return l.Set[by] != r.Set[by] })
	})
	info := func(d status.Detail) map[string]string {
		values := map[string]string{}
		for _, field := range telling() {
			if n, ok := d.Info[field]; ok {
				values[step.InfoPrefix+field] = strconv.FormatInt(n, 10)
			}
		}
		return values
	}
	c.table(name, info(l), info(r), func(_, left, right string) bool { return left == right || near(left, right) })
	c.lasts(name+asleep, name+asleep, "", sleepers(l.Asleep), sleepers(r.Asleep), sleepers(l.Asleep) != sleepers(r.Asleep), true)
	served := func(d status.Detail) string { return strings.TrimSpace(d.Protocol + " " + string(d.Gear)) }
	c.lasts(name+" served", name+" served", "", served(l), served(r), served(l) != served(r), true)
}

// setAlone records the options set by a step that only one session has: that they differ says no more than the step
// itself. The event is nil if the session does not have the step.
func (c *comparison) setAlone(side int, e *engine.Event) {
	if e == nil || e.Evidence == nil {
		return
	}
	for _, o := range e.Evidence.Options {
		for _, of := range e.Evidence.Sockets {
			if of.ID == o.Socket {
				c.alone[side][of.Name+"."+o.Name] = o.After
			}
		}
	}
}

// wasSet reports whether an option still has the value that a step of one session alone has given it.
func (c *comparison) wasSet(side int, option, value string) bool {
	set, ok := c.alone[side][option]
	return ok && set == value
}

// table compares values by name; same reports whether two values of a name mean the same.
func (c *comparison) table(of string, l, r map[string]string, same func(name, left, right string) bool) {
	for _, name := range keys(l, r) {
		what := strings.TrimPrefix(of+"."+name, ".")
		c.lasts(what, what, "", l[name], r[name], !same(name, l[name], r[name]), true)
	}
}

// tuned maps the options that the kernel adjusts by itself during a connection to the options that control
// this.
func tuned() map[string][]string {
	return map[string][]string{
		"SO_RCVBUF":        {"SO_RCVBUF", "SO_RCVBUFFORCE"},
		"SO_SNDBUF":        {"SO_SNDBUF", "SO_SNDBUFFORCE"},
		"TCP_WINDOW_CLAMP": {"TCP_WINDOW_CLAMP", "SO_RCVBUF", "SO_RCVBUFFORCE"},
		"TCP_QUICKACK":     {"TCP_QUICKACK"},
	}
}

// telling returns the fields of TCP_INFO that do not depend on timing.
func telling() []string {
	return []string{
		"ca_state", "retransmits", "probes", "backoff", "options", "snd_wscale", "rcv_wscale", "fastopen_client_fail",
		"snd_mss", "advmss", "pmtu", "total_retrans", "bytes_sent", "bytes_received",
	}
}

// sleepers names the calls that sleep on a socket.
func sleepers(list []status.Sleeper) string {
	var names []string
	for _, s := range list {
		names = append(names, s.Task+": "+s.Step)
	}
	slices.Sort(names)
	return strings.Join(names, "; ")
}

// options compares the resulting values of options that were set.
func (c *comparison) options(l, r []status.OptionChange) {
	for i := range min(len(l), len(r)) {
		if l[i].Name == r[i].Name && l[i].After != r[i].After && !c.text(l[i].After, r[i].After) {
			c.tell(PartEvidence, l[i].Name+" after", l[i].After, r[i].After)
		}
	}
}

// lookedUp compares what was looked up in both sessions. That one looked for less, as run does beside the
// screen, is not a difference.
func (c *comparison) lookedUp(l, r status.Found) {
	c.table("", only(l.Sysctls, r.Sysctls), only(r.Sysctls, l.Sysctls), func(_, left, right string) bool { return left == right })
	facts := func(f status.Found) map[string]string {
		said := map[string]string{}
		if f.Route != nil {
			said["route"] = strings.TrimSpace(strings.Join([]string{f.Route.Type, f.Route.Device, f.Route.Source, f.Route.Via, f.Route.Errno}, " "))
		}
		if f.Path != nil {
			said["path"] = strings.TrimSpace(fmt.Sprintf("%s %s %04o", cmp.Or(f.Path.Kind, "nothing"), f.Path.Errno, f.Path.Mode))
		}
		if f.Ports != nil {
			said["ports to choose from"] = fmt.Sprintf("%d to %d", f.Ports.First, f.Ports.Last)
		}
		for _, i := range f.Interests {
			said["interest "+cmp.Or(i.Name, strconv.Itoa(i.FD))] = fmt.Sprintf("events %#x, ready %s", i.Events, i.Ready)
		}
		for name, capable := range f.Capable {
			said[name] = strconv.FormatBool(capable)
		}
		if len(f.Holders) > 0 {
			said["who has the port"] = holders(f.Holders)
		}
		return said
	}
	factsL, factsR := facts(l), facts(r)
	c.table("", only(factsL, factsR), only(factsR, factsL), func(_, left, right string) bool { return left == right })
}

// only returns the values whose names another table has too.
func only(values, names map[string]string) map[string]string {
	shared := maps.Clone(values)
	maps.DeleteFunc(shared, func(name, _ string) bool { _, ok := names[name]; return !ok })
	return shared
}

// holders names the sockets that have a port, each with its protocol, state and name.
func holders(list []status.Holder) string {
	var said []string
	for _, h := range list {
		said = append(said, strings.TrimSpace(h.Protocol+" "+string(h.State)+" "+h.Name))
	}
	slices.Sort(said)
	return strings.Join(said, ", ")
}
