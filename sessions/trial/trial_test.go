package trial_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/trial"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

func inLab() (script.Doer, error) { return remote.Start(engine.Options{Lab: true}) }

// session makes lines in a separate lab, and returns their events.
func session(t *testing.T, lines ...string) []engine.Event {
	t.Helper()
	e := enginetest.Lab(t)
	defer func() { _ = e.Close() }()
	source := make([]script.Line, len(lines))
	for i, text := range lines {
		source[i] = script.Line{Number: i + 1, Text: text}
	}
	steps, err := script.Parse("session", source)
	if err != nil {
		t.Fatal(err)
	}
	var events []engine.Event
	for _, s := range steps {
		event, err := e.Do(s)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, event)
	}
	return events
}

// last returns the trial for the last of some lines.
func last(t *testing.T, lines ...string) trial.Trial {
	t.Helper()
	tried, ok := trial.Of(session(t, lines...))
	if !ok {
		t.Fatalf("nothing is to be tried about %s", lines[len(lines)-1])
	}
	return tried
}

func run(t *testing.T, tried trial.Trial) trial.Report {
	t.Helper()
	told := 0
	report, err := trial.Run(t.Context(), inLab, tried, func(trial.Made) { told++ })
	if err != nil {
		t.Fatal(err)
	}
	if told != len(report.Made) {
		t.Errorf("%d steps were told of %d", told, len(report.Made))
	}
	return report
}

// restarted is a server that is restarted while a connection of its predecessor is in FIN-WAIT-2.
var restarted = []string{
	"s = socket tcp", "setsockopt s SO_REUSEADDR on", "bind s 127.0.0.1:7180", "listen s",
	"c = client 127.0.0.1:7180", "a = accept s", "close a", "close s",
	"t = socket tcp", "bind t 127.0.0.1:7180",
}

func TestATryThatHelps(t *testing.T) {
	report := run(t, last(t, restarted...))
	if report.Verdict != trial.Helped {
		t.Errorf("%s: %s", report.Verdict, report.Claim)
	}
	made := report.Made
	end := made[len(made)-1]
	if len(made) != len(restarted)+2 {
		t.Errorf("%d steps were made: %v", len(made), made)
	}
	if end.Part != trial.PartAgain || end.Bench != "EADDRINUSE" || end.Copy != "0" || !end.Differs {
		t.Errorf("the last step: %+v", end)
	}
	for _, m := range made[:len(restarted)] {
		if m.Differs || m.Part != trial.PartSession || m.Bench != m.Copy {
			t.Errorf("the copy is not one: %+v", m)
		}
	}
}

func TestATryThatDoesNotHelp(t *testing.T) {
	tried := last(t, restarted...)
	tried.Try = []string{"setsockopt t SO_KEEPALIVE on", "setsockopt t SO_RCVLOWAT -1"}
	report := run(t, tried)
	if report.Verdict != trial.NoHelp || !strings.Contains(report.Claim, "bind answers EADDRINUSE again") {
		t.Errorf("%s: %s", report.Verdict, report.Claim)
	}
}

// The copy has neither what another program holds nor what the session has not done.
func TestWhatTheCopyDoesNotShow(t *testing.T) {
	events := session(t, restarted...)
	report := run(t, trial.Trial{Events: numbered(events[8:]), Try: []string{"setsockopt t SO_REUSEADDR on"}})
	if report.Verdict != trial.Unlike || !strings.Contains(report.Claim, "bind answers 0 in the copy, where nothing has been tried yet, and EADDRINUSE here") || len(report.Made) != 2 {
		t.Errorf("%s: %s", report.Verdict, report.Claim)
	}
}

// A recv that found nothing finds what the tried line makes the other end send.
func TestSilenceThatEnds(t *testing.T) {
	tried := trial.Trial{Events: session(t, "s = server 127.0.0.1:0", "c = client @s", "a = accept s nonblock", "recv a 10"), Try: []string{`send c "hello"`}}
	report := run(t, tried)
	end := report.Made[len(report.Made)-1]
	if report.Verdict != trial.Helped || end.Copy != `"hello"` || end.Step != "within 1s recv a 10" {
		t.Errorf("%s: %s, %+v", report.Verdict, report.Claim, end)
	}
}

// The line of a finding gives the address to bind as a number; the session gave it by name, and the kernel picked the
// port.
func TestALineInsteadOfTheStep(t *testing.T) {
	report := run(t, last(t, "s = server 127.0.0.1:0", "c = client @s", "a = accept s", "close a", "close s", "t = socket tcp", "bind t @s"))
	if made := report.Made; report.Verdict != trial.Helped || len(made) != 9 || made[8].Copy != "0" {
		t.Errorf("%s: %s, %+v", report.Verdict, report.Claim, made)
	}
}

// A call that failed at once, and now sleeps until a connection comes, is not waited for.
func TestAStepThatSleepsThen(t *testing.T) {
	report := run(t, last(t, "s = socket tcp", "bind s 127.0.0.1:7000", "a = accept s"))
	if report.Verdict != trial.Changed || !strings.Contains(report.Claim, "accept no longer answers EINVAL: it sleeps in the copy") {
		t.Errorf("%s: %s", report.Verdict, report.Claim)
	}
}

// A wait that found nothing waits for the result of the line.
func TestAWaitThatEnds(t *testing.T) {
	tried := trial.Trial{Events: session(t, "a, b = socketpair unix", "poll a:in"), Try: []string{`send b "x"`}}
	report := run(t, tried)
	if report.Verdict != trial.Helped || report.Made[len(report.Made)-1].Copy != "a:in" {
		t.Errorf("%s: %s", report.Verdict, report.Claim)
	}
}

// A port that the kernel picked, and that a later step names as a number, is replaced by the copy's port.
func TestPortsOfTheCopy(t *testing.T) {
	first := session(t, "s = server 127.0.0.1:0", "getsockname s")
	second := session(t, "s = server "+first[1].Got, "c = client "+first[1].Got)
	report := run(t, trial.Trial{Events: numbered(append(first, second[1])), Try: []string{"show c.peer"}, AsItIs: true})
	if c, shown := report.Made[2], report.Made[3]; c.Differs || shown.Copy != report.Made[1].Copy {
		t.Errorf("the client of the copy: %+v, connected to %+v", c, shown)
	}
}

// numbered returns events numbered like those of a separate session.
func numbered(events []engine.Event) []engine.Event {
	for i := range events {
		events[i].Seq = uint64(i + 1)
	}
	return events
}

func TestWhatCanNotBeMadeAgain(t *testing.T) {
	of := func(verbs ...string) []engine.Event {
		var events []engine.Event
		for _, verb := range verbs {
			events = append(events, engine.Event{Verb: verb, Step: engine.Step{Verb: verb, Task: "w"}, Text: verb + " …"})
		}
		return numbered(events)
	}
	slept := of("recv")
	slept[0].Calls = []engine.Call{{Errno: "EINTR"}}
	waited := of("sleep", "sleep")
	for i := range waited {
		span := time.Minute
		waited[i].Step.Timeout, waited[i].Took = &span, 60
	}
	quick := of("sleep", "sleep")
	quick[0].Step.Timeout = waited[0].Step.Timeout // and was interrupted immediately
	for _, test := range []struct {
		want  string
		tried trial.Trial
	}{
		{"Step 2, serve …, gave a socket to the event loop", trial.Trial{Events: of("socket", "serve")}},
		{"Step 1, swarm …, sent clients", trial.Trial{Events: of("swarm")}},
		{"Step 1, interrupt …, was about a call that slept", trial.Trial{Events: of("interrupt")}},
		{"Step 1, recv …, was about a call that slept", trial.Trial{Events: slept}},
		{"has 201 steps so far", trial.Trial{Events: of(strings.Fields(strings.Repeat("show ", 201))...)}},
		{"are no longer kept", trial.Trial{Events: of("show", "show")[1:]}},
		{"are no longer kept", trial.Trial{}},
		{"wait for 2m in total, and a copy takes at most 5s", trial.Trial{Events: waited}},
		{"recv a 10 still sleeps here", trial.Trial{Events: of("socketpair"), Asleep: []engine.Blocked{{Task: "recv1", Step: "recv a 10"}}}},
		{"", trial.Trial{Events: of("spawn", "interrupt"), Asleep: []engine.Blocked{{Task: "w", Step: "recv a 10"}}}},
		{"", trial.Trial{Events: quick}},
	} {
		got := test.tried.Obstacle()
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("want %q: %q", test.want, got)
		}
		if got == "" {
			continue
		}
		if _, err := trial.Run(t.Context(), inLab, test.tried, nil); err == nil || err.Error() != got {
			t.Errorf("it was made anyway, with %v", err)
		}
	}
}

// A call that would sleep forever in the copy is given up together with the copy.
func TestATrialThatIsEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var engineOfIt script.Doer
	start := func() (script.Doer, error) {
		e, err := inLab()
		engineOfIt = e
		return e, err
	}
	tried := trial.Trial{Events: session(t, "a, b = socketpair unix", "recv a 10 MSG_DONTWAIT"), Try: []string{"recv a 10"}}
	_, err := trial.Run(ctx, start, tried, func(m trial.Made) {
		if m.Seq == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the trial ended with %v", err)
	}
	if _, err := engineOfIt.Do(engine.Step{Verb: "show"}); err == nil {
		t.Error("the engine of the copy is still there")
	}
}
