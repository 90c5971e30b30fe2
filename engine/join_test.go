package engine

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// TestAJoinBringsAllThatTheCallWouldBring makes the scenes of every verb twice, by direct calls and by spawn and join:
// the events must be the same.
func TestAJoinBringsAllThatTheCallWouldBring(t *testing.T) {
	var spawned []string
	for name, scene := range scenes() {
		direct := played(t, scene, func(r *rig, s Step) Event { return r.do(s.Verb, whole(s)) })
		joined := played(t, scene, func(r *rig, s Step) Event {
			verb, _ := step.FindVerb(s.Verb)
			if !verb.OneCall() {
				return r.do(s.Verb, whole(s))
			}
			spawned = append(spawned, s.Verb)
			return r.joined(s)
		})
		for i, l := range scene {
			if direct[i] != joined[i] {
				t.Errorf("%s, %s: the event of join is\n%s\nand of the call\n%s", name, l.text, joined[i], direct[i])
			}
		}
	}
	for _, v := range step.Verbs() {
		if v.OneCall() && !slices.Contains(spawned, v.Name) {
			t.Errorf("no scene has %s, which can be spawned", v.Name)
		}
	}
}

// whole makes a step a copy of another.
func whole(s Step) part { return func(made *Step) { *made = s } }

// joined spawns a step and joins it, with the step's outcome and time limit.
func (r *rig) joined(s Step) Event {
	want, patience := s.Want, s.Within
	s.Want, s.Within = nil, 0
	r.do("spawn", ofTask("j"), spawned(s))
	return r.do("join", ofTask("j"), within(max(patience, 10*time.Second)), func(j *Step) { j.Want = want })
}

// played returns the events of a scene, as texts that should not differ between two runs.
func played(t *testing.T, scene []line, do func(*rig, Step) Event) []string {
	t.Helper()
	r := newRig(t, Options{Lab: true})
	var events []string
	for _, l := range scene {
		events = append(events, steady(t, do(r, l.step)))
	}
	_ = r.Close()
	return events
}

// passing matches what differs from run to run: descriptors, ports, what TCP has not acknowledged yet, and timers.
var passing = regexp.MustCompile(`"(number|unsent|notsent|ret|size|events)": -?\d+|:\d{5}\b|data=\d+|fd \d+|\[\d+, \d+\]|"\d+"|(?s:"pair": \[.*?\])|"left": \d+|"timer": "\w+"|"timer\.\w+": \d+|"level": 1,\s+"type": 1,\s+"data": "[^"]*"`) // the last alternative matches descriptors too, those of SCM_RIGHTS

// steady returns an event as JSON, without what its own step says, and without times.
func steady(t *testing.T, e Event) string {
	t.Helper()
	e.Seq, e.T, e.Took, e.Text, e.Verb, e.Asked, e.Step, e.Joined = 0, 0, 0, "", "", 0, Step{}, nil
	e.Calls = slices.Clone(e.Calls)
	for i := range e.Calls {
		e.Calls[i].NS = 0
	}
	if e.Evidence != nil {
		own := *e.Evidence
		own.Moved = maps.Clone(own.Moved)
		maps.DeleteFunc(own.Moved, func(name string, _ int64) bool {
			return !slices.Contains([]string{"ActiveOpens", "PassiveOpens", "OutRsts", "UdpOutDatagrams", "UdpInDatagrams"}, name) // the others also count timers
		})
		own.Sockets, own.Bench, own.Found = slices.Clone(own.Sockets), nil, nil
		for i := range own.Sockets {
			own.Sockets[i].Detail = nil // is read afresh in both cases, and contains times
		}
		e.Evidence = &own
	}
	text, err := json.MarshalIndent(e, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return passing.ReplaceAllString(string(text), "#")
}

// TestAJoinTellsOfItsCallOnly makes other steps move the counters and change the sockets between the return of a
// spawned call and its join.
func TestAJoinTellsOfItsCallOnly(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("spawn", ofTask("w"), spawned(stepOf("setsockopt", sock("c"), ofOption("SO_RCVLOWAT"), value("7"))))
	r.well("client", named("d"), addr("@s"))
	r.well("setsockopt", sock("c"), ofOption("SO_RCVLOWAT"), value("9"))
	r.well("send", sock("a"), texted("x"))
	e := r.well("join", ofTask("w"))
	if e.Evidence.Moved["ActiveOpens"] != 0 {
		t.Errorf("the event has counters that others moved: %v", e.Evidence.Moved)
	}
	if after := observed(t, e, "c").After; *after.Pending != 0 {
		t.Errorf("the event has what came later: %+v", after)
	}
	if set := e.Evidence.Options; len(set) != 1 || set[0].After != "7" || set[0].Before != "1" {
		t.Errorf("the options it has set are %+v", set)
	}
	if made := e.Made(); made.Verb != "setsockopt" || made.Socket != "c" {
		t.Errorf("the step it has brought back is %+v", made)
	}
}

// TestASpawnedCallWarns spawns a call that the kernel silently accepts, and one that can't be made.
func TestASpawnedCallWarns(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	for _, set := range []Step{
		stepOf("setsockopt", sock("c"), ofOption("SO_REUSEADDR"), value("on")),
		stepOf("setsockopt", sock("c"), at("SOL_TCP", "TCP_NODELAY", unix.TCP_NODELAY), value("on")),
		stepOf("getsockopt", sock("c"), ofOption("SO_ERROR")),
	} {
		direct := r.do(set.Verb, whole(set))
		if len(direct.Warnings)+len(direct.Notes) == 0 && set.Option.Level == "" {
			t.Errorf("%s warns of nothing", direct.Text)
		}
		if joined := r.joined(set); !slices.Equal(joined.Warnings, direct.Warnings) || !slices.Equal(joined.Notes, direct.Notes) {
			t.Errorf("%s warns %q and notes %q, and spawned %q and %q", direct.Text, direct.Warnings, direct.Notes, joined.Warnings, joined.Notes)
		}
	}
}

// TestAskersKeepTheirNames makes one step twice, whose descriptors the engine names.
func TestAskersKeepTheirNames(t *testing.T) {
	r := newRig(t, Options{})
	s := stepOf("socket", kind(unix.AF_INET, unix.SOCK_STREAM), named(make([]string, 0, 4)...))
	first := r.do(s.Verb, whole(s))
	r.do(s.Verb, whole(s))
	if name := first.Step.Names[0]; name != "s1" {
		t.Errorf("the first event says %s now", name)
	}
}
