package race

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
)

func options() Options {
	return Options{Connections: []int{1, 5}, With: []string{"epoll", "poll"}, For: 5 * minFor, Rounds: 1,
		Start: func() (*remote.Client, error) { return remote.Start(engine.Options{}) }}
}

func TestARaceTellsOfEveryLapAndModel(t *testing.T) {
	var out bytes.Buffer
	o, svg := options(), filepath.Join(t.TempDir(), "race.svg")
	o.Active = 2
	if err := Report(t.Context(), o, &out, Array, svg); err != nil {
		t.Fatal(err)
	}
	var results []Result
	if err := json.Unmarshal(out.Bytes(), &results); err != nil || len(results) != 4 {
		t.Fatalf("%d results, %v: %s", len(results), err, out.String())
	}
	for _, r := range results {
		if r.PerSecond <= 0 || r.P50 <= 0 || r.P50 > r.P99 || r.CPU <= 0 || r.Calls < 2 || r.Ratio <= 0 {
			t.Errorf("impossible figures: %+v", r)
		}
	}
	if last := results[3]; last.With != "poll" || last.Connections != 5 || last.Active != 2 {
		t.Errorf("the last is %+v", last)
	}
	picture, err := os.ReadFile(svg)
	if err != nil {
		t.Fatal(err)
	}
	for in := xml.NewDecoder(bytes.NewReader(picture)); ; {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the picture is not XML: %v", err)
		}
	}
	if bars := strings.Count(string(picture), "<rect"); bars != 4 {
		t.Errorf("%d bars", bars)
	}
}

func TestATableHasABarForEachAndTheReasonWhereThereIsNone(t *testing.T) {
	var out bytes.Buffer
	err := Table(&out, []Result{
		{With: "epoll", Connections: 2000, Active: 10, PerSecond: 1000, Ratio: 1, P50: 12.3, P99: 4567, P999: 2e6, CPU: 5, Calls: 2.1},
		{With: "poll", Connections: 2000, Active: 10, PerSecond: 500, Ratio: .5},
		{With: "select", Connections: 2000, Missing: "select(2) watches descriptors below 1024 only"},
	})
	text := out.String()
	if err != nil || strings.Count(text, "█") != barRoom+barRoom/2 || !strings.Contains(text, "below 1024") ||
		!strings.Contains(text, "2000 connections, 10 of them active") || !strings.Contains(text, "4.57ms") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestWhatMakesNoSenseIsRefused(t *testing.T) {
	for want, change := range map[string]func(*Options){
		"no readiness":  func(o *Options) { o.With = []string{"epol"} },
		"out of bounds": func(o *Options) { o.Connections = []int{0} },
		"rounds":        func(o *Options) { o.Rounds = 0 },
		"a round is":    func(o *Options) { o.For = time.Hour },
		"needs":         func(o *Options) { o.With = nil },
	} {
		o := options()
		change(&o)
		err := Run(context.Background(), o, func([]Result) {})
		if !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// A limit that prevents all models from running is reported once.
func TestOneReasonForAllIsSaidOnce(t *testing.T) {
	limit := "round 1 of 3: 20,000 descriptors are the limit"
	for _, test := range []struct {
		missing []string
		why     string
	}{{[]string{limit, limit, limit}, limit}, {[]string{limit, "", limit}, ""}, {[]string{limit, "select(2) watches descriptors below 1024 only"}, ""}, {[]string{""}, ""}} {
		var results []Result
		for i, why := range test.missing {
			results = append(results, Result{With: Models()[i], Connections: 30000, Missing: why, PerSecond: 1})
		}
		if why := Nobody(results); why != test.why {
			t.Errorf("%q: %q, want %q", test.missing, why, test.why)
		}
		var b strings.Builder
		if err := Table(&b, results); err != nil || test.why != "" && (strings.Count(b.String(), limit) != 1 || strings.Contains(b.String(), Models()[0])) {
			t.Errorf("%v:\n%s", err, b.String())
		}
	}
}

func TestARaceThatIsInterruptedEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, options(), func([]Result) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

// A failed round loses nothing that was measured: the other models continue, and the model keeps the figures of its
// earlier rounds.
func TestARoundThatFailsIsTold(t *testing.T) {
	for _, test := range []struct {
		fails  int // number of the server start that fails
		missed func(Result) bool
		turns  int
	}{
		{2, func(r Result) bool {
			return strings.Contains(r.Missing, "round 1 of 2: no server today") && r.PerSecond == 0
		}, 3},
		{4, func(r Result) bool {
			return strings.Contains(r.Failed, "round 2 of 2: no server today") && r.PerSecond > 0 && r.Missing == ""
		}, 4},
	} {
		o := options()
		o.Connections, o.Rounds = []int{2}, 2
		starts, start := 0, o.Start
		o.Start = func() (*remote.Client, error) {
			if starts++; starts == test.fails {
				return nil, errors.New("no server today")
			}
			return start()
		}
		var turns []Turn
		o.Begins = func(t Turn) { turns = append(turns, t) }
		var out bytes.Buffer
		err := Report(t.Context(), o, &out, Array, "")
		if err == nil || !strings.Contains(err.Error(), "poll with 2 connections, round ") {
			t.Errorf("the error is %v", err)
		}
		var results []Result
		if err := json.Unmarshal(out.Bytes(), &results); err != nil || len(results) != 2 {
			t.Fatalf("%v: %s", err, out.String())
		}
		if results[0].PerSecond <= 0 || !test.missed(results[1]) {
			t.Errorf("the results are %+v", results)
		}
		if len(turns) != test.turns || turns[1] != (Turn{With: "poll", Connections: 2, Round: 1, Rounds: 2, Nth: 2, All: 4}) {
			t.Errorf("the rounds were %v", turns)
		}
		var table bytes.Buffer
		if err := Table(&table, results); err != nil || !strings.Contains(table.String(), "no server today") {
			t.Errorf("%v\n%s", err, table.String())
		}
	}
}

func TestARaceThatIsEndedKeepsWhatItMeasured(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	o := options()
	o.Begins = func(t Turn) {
		if t.Nth == 2 {
			end()
		}
	}
	var laps [][]Result
	if err := Run(ctx, o, func(r []Result) { laps = append(laps, r) }); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if len(laps) != 1 || len(laps[0]) != 1 || laps[0][0].With != "epoll" || laps[0][0].PerSecond <= 0 {
		t.Errorf("the laps are %+v", laps)
	}
}

// If everything fails, the race does not continue to the end.
func TestARaceInWhichEverythingFailsEnds(t *testing.T) {
	o := options()
	o.Start = func() (*remote.Client, error) { return nil, errors.New("no server today") }
	laps := 0
	if err := Run(t.Context(), o, func([]Result) { laps++ }); err == nil || !strings.Contains(err.Error(), "epoll with 1 connection, round 1 of 1: no server today") || laps != 1 {
		t.Errorf("%d laps, %v", laps, err)
	}
}
