package program

import "slices"

// Calls returns all calls of the program, including those on threads.
func (p *Program) Calls() []*Call {
	var list []*Call
	for _, s := range p.Statements {
		if s.Call != nil && s.Missing == "" {
			list = append(list, s.Call)
		}
	}
	return list
}

// DataSize returns a buffer size that is enough for the largest receive of the program.
func (p *Program) DataSize() int {
	size := 4096
	for _, c := range p.Calls() {
		sum := 0
		for _, n := range c.Sizes {
			sum += n
		}
		switch c.Name {
		case "recvmmsg":
			sum *= int(c.Number)
		case "getsockopt":
			continue
		}
		size = max(size, sum)
	}
	return size
}

// Counters returns the names of the kernel's counters that looks examine.
func (p *Program) Counters() []string {
	var names []string
	for _, s := range p.Statements {
		if s.Look != nil && s.Look.Kind == LookCounter && s.Missing == "" && !slices.Contains(names, s.Look.Field) {
			names = append(names, s.Look.Field)
		}
	}
	return names
}

// note fills in Constants.
func (p *Program) note() {
	p.Constants = map[string]int{}
	add := func(list ...Const) {
		for _, c := range list {
			for _, n := range c.Names {
				if n.Name != "" {
					p.Constants[n.Name] = n.Value
				}
			}
		}
	}
	for _, c := range p.Calls() {
		add(c.Domain, c.Type, c.Proto, c.Flags, c.Op, c.Set, c.Level, c.Option)
		for _, w := range c.Watched {
			add(w.Events)
		}
		for _, i := range c.Items {
			add(i.Level, i.Type)
		}
	}
	for _, s := range p.Statements {
		add(s.Signal)
		if s.Look != nil {
			add(s.Look.Level, s.Look.Number)
		}
		s.eachCondition(func(c Condition) {
			switch c := c.(type) {
			case Failed:
				add(c.Errno)
			case LookIs:
				if c.Bits != nil {
					add(*c.Bits)
				}
			case ReadyOnly:
				for _, w := range c {
					add(w.Events)
				}
			}
		})
	}
}

// eachCondition calls visit for each condition of a statement.
func (s *Statement) eachCondition(visit func(Condition)) {
	var each func(Condition)
	each = func(c Condition) {
		visit(c)
		switch c := c.(type) {
		case Any:
			for _, one := range c {
				each(one)
			}
		case All:
			for _, one := range c {
				each(one)
			}
		case Not:
			each(c.Condition)
		}
	}
	for _, c := range []Condition{s.Want, s.Until} {
		if c != nil {
			each(c)
		}
	}
}
