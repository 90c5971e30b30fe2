package step

import "netnet-tui/sockopts"

// Cured reports whether a script does to a socket, after its nth step, what makes a warning of
// that step void. A duplicate is the same socket, and a name may be given to another one.
func Cured(steps []Step, nth int, socket string, cure sockopts.Cure) bool {
	if cure == sockopts.NoCure {
		return false
	}
	made := map[string]int{} // by which step a name's socket was made; 0 before the script
	for i, s := range steps[:nth] {
		made = s.makes(made, i+1)
	}
	wanted := made[socket]
	for i, s := range steps[nth+1:] {
		if s.Spawned != nil {
			s = *s.Spawned
		}
		if of, known := made[s.Socket]; (known && of == wanted || !known && s.Socket == socket) && s.cures(cure) {
			return true
		}
		made = s.makes(made, nth+i+2)
	}
	return false
}

// makes notes which sockets have which names once a step is made.
func (s Step) makes(made map[string]int, nth int) map[string]int {
	if s.Spawned != nil {
		s = *s.Spawned
	}
	for i, name := range s.Names {
		made[name] = nth<<1 + i // of the two of a pair, too
		if s.Verb == "dup" {
			made[name] = made[s.Socket]
		}
	}
	return made
}

// cures reports whether a step does to its socket what a cure says.
func (s Step) cures(cure sockopts.Cure) bool {
	if cure == sockopts.MadeBlocking {
		return s.On != nil && !*s.On && (s.Request == "O_NONBLOCK" || s.Request == "FIONBIO")
	}
	if s.Verb != "setsockopt" || s.Option == nil || s.Value == nil {
		return false
	}
	o, ok := s.Option.Set()
	if !ok || o.Name != string(cure) {
		return false
	}
	off, err := o.Parse("off")
	value, wrong := o.Parse(*s.Value)
	return err == nil && wrong == nil && !value.Equal(off)
}
